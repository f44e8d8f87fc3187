package dev.registrant.store.jdbc;

import dev.registrant.Store.Change;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of an older copy that was accepted: since which generation, and which accounts were
 * reconciled since.
 */
final class Acceptance {
  private static final String RECONCILED = "reconciled/";

  private Acceptance() {}

  /** Notes that the copy is accepted as it is now. */
  static void note(Session session) throws SQLException {
    put(session, "accepted", Meta.generation(session));
  }

  /** Returns since which generation an account waits to be reconciled; empty if it does not. */
  static Optional<Long> awaited(Session session, String accountId) throws SQLException {
    return session.first(
        row -> row.getLong(1),
        """
        SELECT number FROM registrant_meta accepted WHERE name = 'accepted'
          AND NOT EXISTS (SELECT 1 FROM registrant_meta reconciled
            WHERE reconciled.name = ? AND reconciled.number >= accepted.number)""",
        RECONCILED + accountId);
  }

  /** Notes that an account was reconciled; returns whether that was awaited. */
  static boolean reconciled(Session session, String accountId) throws SQLException {
    Optional<Long> since = awaited(session, accountId);
    if (since.isPresent()) {
      put(session, RECONCILED + accountId, since.get());
    }
    return since.isPresent();
  }

  /**
   * Requires that the accounts of a change do not wait to be reconciled.
   *
   * @throws JdbcStore.Failure if one does
   */
  static void requireReconciled(Session session, Change change, String database)
      throws SQLException {
    for (String accountId : accounts(change)) {
      if (awaited(session, accountId).isPresent()) {
        throw new JdbcStore.Failure(
            database
                + " is an older copy that was accepted, and the account "
                + accountId
                + " was not reconciled since; nothing was written: reconcile first ('registrant"
                + " reconcile')");
      }
    }
  }

  private static Set<String> accounts(Change change) {
    Set<String> accounts = new TreeSet<>();
    change.registrations().forEach(one -> accounts.add(one.accountId()));
    change.credentials().forEach(one -> accounts.add(one.accountId()));
    change.intents().forEach(one -> accounts.add(one.accountId()));
    change.finishedIntents().forEach(one -> accounts.add(one.accountId()));
    change.actions().forEach(one -> accounts.add(one.accountId()));
    change.duties().forEach(one -> accounts.add(one.accountId()));
    change.doneDuties().forEach(one -> accounts.add(one.accountId()));
    change.events().forEach(one -> accounts.add(one.accountId()));
    return accounts;
  }

  private static void put(Session session, String name, long number) throws SQLException {
    session.update(
        "INSERT INTO registrant_meta (name, number) VALUES (?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET number = excluded.number",
        name,
        number);
  }
}
