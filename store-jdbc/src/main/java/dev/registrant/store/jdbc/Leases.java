package dev.registrant.store.jdbc;

import dev.registrant.Store.Lease;
import dev.registrant.Store.LeaseLost;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The rows of leases. */
final class Leases {
  private Leases() {}

  static boolean isTaken(Session session, String name, Instant now) throws SQLException {
    return session
        .first(
            row -> row.getLong(1),
            "SELECT valid_until FROM registrant_leases WHERE name = ? AND valid_until > ?",
            name,
            Nanos.of(now))
        .isPresent();
  }

  static Optional<Instant> until(Session session, String name) throws SQLException {
    return session.first(
        row -> Nanos.instant(row.getLong(1)),
        "SELECT valid_until FROM registrant_leases WHERE name = ?",
        name);
  }

  static Optional<Lease> take(Session session, String name, Instant now, Instant until)
      throws SQLException {
    long epoch = Meta.grow(session, 1);
    int changed =
        session.update(
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

  static void release(Session session, Lease lease) throws SQLException {
    session.update(
        "DELETE FROM registrant_leases WHERE name = ? AND epoch = ?", lease.name(), lease.epoch());
  }

  static void requireHeld(Session session, Lease lease) throws SQLException {
    boolean isHeld =
        session
            .first(
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
