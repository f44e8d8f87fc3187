package dev.registrant.store.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads everything and tells what is not as it should be. Used once. */
final class Checkup {
  private static final String INTACT = "ok";

  private final Database database;
  private final Vault vault;
  private final List<String> findings = new ArrayList<>();

  Checkup(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  List<String> findings() {
    try {
      List<String> credentials = database.read(this::rows);
      for (String id : credentials) {
        find(() -> database.read(session -> Vault.row(session, id)).ifPresent(vault::open));
      }
    } catch (JdbcStore.Failure e) {
      findings.add(String.valueOf(e.getMessage()));
    }
    return List.copyOf(findings);
  }

  /** Returns the ids of the credentials. */
  private List<String> rows(Session session) throws SQLException {
    session.list(row -> row.getString(1), "PRAGMA integrity_check").stream()
        .filter(line -> !line.equals(INTACT))
        .forEach(line -> findings.add("the database is damaged: " + line));
    readable(
        session,
        Lookups::registration,
        "SELECT id, account_id, app_id, body FROM registrant_registrations");
    readable(session, Lookups::credential, "SELECT id, body FROM registrant_credentials");
    readable(
        session, Lookups::intent, "SELECT account_id, intent_key, body FROM registrant_intents");
    readable(
        session,
        Lookups::action,
        "SELECT id, account_id, registration, body FROM registrant_actions");
    readable(session, Lookups::duty, "SELECT id, account_id, app_id, body FROM registrant_duties");
    readable(
        session,
        Lookups::event,
        "SELECT happened_at, actor, correlation, event, account_id, subject, seq"
            + " FROM registrant_audit");
    orphans(session, "registrant_credentials", "owner");
    orphans(session, "registrant_actions", "registration");
    twins(session);
    return session.list(row -> row.getString(1), "SELECT id FROM registrant_credentials");
  }

  private void readable(Session session, Session.RowReader<?> reader, String query)
      throws SQLException {
    session.each(
        row -> {
          try {
            reader.read(row);
          } catch (JdbcStore.Failure e) {
            findings.add(String.valueOf(e.getMessage()));
          }
          return true;
        },
        query);
  }

  private void orphans(Session session, String table, String column) throws SQLException {
    session.each(
        row ->
            findings.add(
                table + ": " + row.getString(1) + " belongs to no registration that is known"),
        "SELECT id FROM "
            + table
            + " WHERE NOT EXISTS (SELECT 1 FROM registrant_registrations r WHERE r.id = "
            + table
            + "."
            + column
            + ")");
  }

  private void twins(Session session) throws SQLException {
    session.each(
        row ->
            findings.add(
                "registrant_registrations: the app "
                    + row.getString(1)
                    + " has more than one living registration"),
        "SELECT app_id FROM registrant_registrations WHERE living = 1"
            + " GROUP BY account_id, app_id HAVING count(*) > 1");
  }

  private void find(Runnable look) {
    try {
      look.run();
    } catch (JdbcStore.Failure e) {
      findings.add(String.valueOf(e.getMessage()));
    }
  }
}
