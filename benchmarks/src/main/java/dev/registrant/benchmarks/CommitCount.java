package dev.registrant.benchmarks;

import java.util.Locale;

/**
 * How a store was written, for one creation.
 *
 * @param commits how many transactions were on disk when they returned
 * @param rows how many rows those wrote in all
 * @param leases how many transactions took or gave back a lease, and need not be on disk
 */
record CommitCount(double commits, double rows, double leases) {
  String text() {
    return String.format(
        Locale.ROOT,
        "%.1f commits of %.1f rows (WAL, synchronous FULL) and %.1f of leases (NORMAL)",
        commits,
        rows / commits,
        leases);
  }
}
