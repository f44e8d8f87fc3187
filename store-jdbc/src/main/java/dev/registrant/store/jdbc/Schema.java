package dev.registrant.store.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The tables, version by version. What a version did is never changed; a change is a further
 * version. Types and statements are those that SQLite and PostgreSQL have in common, but for {@code
 * BLOB}.
 *
 * @param versions the statements of each version, the first's first
 */
record Schema(List<List<String>> versions) {
  private static final String SET_VERSION =
      "UPDATE registrant_meta SET number = %d WHERE name = 'schema'";

  private static final Schema CURRENT =
      new Schema(
          List.of(
              List.of(
                  """
                  CREATE TABLE registrant_meta (
                    name TEXT PRIMARY KEY, number BIGINT NOT NULL, text TEXT, bytes BLOB)""",
                  """
                  CREATE TABLE registrant_leases (
                    name TEXT PRIMARY KEY, epoch BIGINT NOT NULL, valid_until BIGINT NOT NULL)""",
                  """
                  CREATE TABLE registrant_registrations (
                    id TEXT PRIMARY KEY, account_id TEXT NOT NULL, app_id TEXT NOT NULL,
                    living INTEGER NOT NULL, seq BIGINT NOT NULL, body TEXT NOT NULL)""",
                  """
                  CREATE INDEX registrant_registrations_app
                    ON registrant_registrations (account_id, app_id)""",
                  """
                  CREATE INDEX registrant_registrations_living
                    ON registrant_registrations (account_id, living, seq)""",
                  """
                  CREATE TABLE registrant_credentials (
                    id TEXT PRIMARY KEY, account_id TEXT NOT NULL, owner TEXT NOT NULL,
                    seq BIGINT NOT NULL, body TEXT NOT NULL, sealed BLOB NOT NULL)""",
                  """
                  CREATE INDEX registrant_credentials_owner
                    ON registrant_credentials (owner, seq)""",
                  """
                  CREATE TABLE registrant_intents (
                    account_id TEXT NOT NULL, intent_key TEXT NOT NULL,
                    watch_until BIGINT NOT NULL, seq BIGINT NOT NULL, body TEXT NOT NULL,
                    PRIMARY KEY (account_id, intent_key))""",
                  """
                  CREATE INDEX registrant_intents_watched
                    ON registrant_intents (account_id, watch_until)""",
                  """
                  CREATE TABLE registrant_actions (
                    id TEXT PRIMARY KEY, account_id TEXT NOT NULL, registration TEXT NOT NULL,
                    seq BIGINT NOT NULL, body TEXT NOT NULL)""",
                  """
                  CREATE INDEX registrant_actions_account
                    ON registrant_actions (account_id, seq)""",
                  """
                  CREATE TABLE registrant_duties (
                    id TEXT PRIMARY KEY, account_id TEXT NOT NULL, app_id TEXT NOT NULL,
                    seq BIGINT NOT NULL, body TEXT NOT NULL)""",
                  """
                  CREATE INDEX registrant_duties_account
                    ON registrant_duties (account_id, seq)""",
                  """
                  CREATE TABLE registrant_audit (
                    seq BIGINT PRIMARY KEY, happened_at TEXT NOT NULL, actor TEXT NOT NULL,
                    correlation TEXT NOT NULL, event TEXT NOT NULL, account_id TEXT NOT NULL,
                    subject TEXT NOT NULL)""",
                  "INSERT INTO registrant_meta (name, number) VALUES ('schema', 0)")));

  static Schema current() {
    return CURRENT;
  }

  /** Returns every statement that makes the newest version out of nothing. */
  List<String> ddl() {
    return since(0);
  }

  /** Brings the tables forwards, within the transaction of the connection. */
  void migrate(Session session, String database) throws SQLException {
    for (String statement : since(found(session, database))) {
      session.execute(statement);
    }
  }

  /**
   * Returns whether the tables are of the newest version.
   *
   * @throws JdbcStore.Failure if they are of a newer one
   */
  boolean isCurrent(Session session, String database) throws SQLException {
    return found(session, database) == versions.size();
  }

  private int found(Session session, String database) throws SQLException {
    boolean isEmpty =
        session
            .first(
                row -> row.getString(1),
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'registrant_meta'")
            .isEmpty();
    if (isEmpty) {
      return 0;
    }
    Optional<Integer> version =
        session.first(
            row -> row.getInt(1), "SELECT number FROM registrant_meta WHERE name = 'schema'");
    int found =
        version.orElseThrow(
            () ->
                new JdbcStore.Failure(
                    database + " does not tell the version of its tables: restore a backup"));
    if (found > versions.size()) {
      throw new JdbcStore.Failure(
          database
              + " was written by a newer version of Registrant (its tables are of version "
              + found
              + ", this one knows "
              + versions.size()
              + "): use that or a newer version; nothing was written");
    }
    return found;
  }

  private List<String> since(int version) {
    return IntStream.range(version, versions.size())
        .boxed()
        .flatMap(
            i -> Stream.concat(versions.get(i).stream(), Stream.of(SET_VERSION.formatted(i + 1))))
        .toList();
  }
}
