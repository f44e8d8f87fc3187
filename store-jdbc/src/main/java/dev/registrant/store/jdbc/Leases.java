package dev.registrant.store.jdbc;

import dev.registrant.Store.Lease;
import dev.registrant.Store.LeaseLost;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The rows of leases. */
final class Leases {
  private Leases() {}

  static boolean isTaken(Connection connection, String name, Instant now) throws SQLException {
    return Sql.first(
            connection,
            row -> row.getLong(1),
            "SELECT valid_until FROM registrant_leases WHERE name = ? AND valid_until > ?",
            name,
            Nanos.of(now))
        .isPresent();
  }

  static Optional<Instant> until(Connection connection, String name) throws SQLException {
    return Sql.first(
        connection,
        row -> Nanos.instant(row.getLong(1)),
        "SELECT valid_until FROM registrant_leases WHERE name = ?",
        name);
  }

  static Optional<Lease> take(Connection connection, String name, Instant now, Instant until)
      throws SQLException {
    long epoch = Meta.grow(connection, 1);
    int changed =
        Sql.update(
            connection,
            """
            INSERT INTO registrant_leases (name, epoch, valid_until) VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE
              SET epoch = excluded.epoch, valid_until = excluded.valid_until
              WHERE registrant_leases.valid_until <= ?""",
            name,
            epoch,
            Nanos.of(until),
            Nanos.of(now));
    return changed == 0 ? Optional.empty() : Optional.of(new Lease(name, epoch));
  }

  static void release(Connection connection, Lease lease) throws SQLException {
    Sql.update(
        connection,
        "DELETE FROM registrant_leases WHERE name = ? AND epoch = ?",
        lease.name(),
        lease.epoch());
  }

  static void requireHeld(Connection connection, Lease lease) throws SQLException {
    boolean isHeld =
        Sql.first(
                connection,
                row -> row.getLong(1),
                "SELECT epoch FROM registrant_leases WHERE name = ? AND epoch = ?",
                lease.name(),
                lease.epoch())
            .isPresent();
    if (!isHeld) {
      throw new LeaseLost(lease);
    }
  }
}
