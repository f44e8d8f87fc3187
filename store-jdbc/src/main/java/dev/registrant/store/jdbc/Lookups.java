package dev.registrant.store.jdbc;

import dev.registrant.CredentialInfo;
import dev.registrant.Duty;
import dev.registrant.Intent;
import dev.registrant.OutstandingAction;
import dev.registrant.RegistrationId;
import dev.registrant.Store.AuditEvent;
import dev.registrant.Store.DamagedIntent;
import dev.registrant.Store.Entry;
import dev.registrant.spi.AppId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads records. Every statement finds its rows by an index. */
final class Lookups {
  private static final String REGISTRATIONS =
      "SELECT id, account_id, app_id, body FROM registrant_registrations ";
  private static final String INTENTS =
      "SELECT account_id, intent_key, body FROM registrant_intents ";

  private Lookups() {}

  static Optional<Intent> intent(Session session, String accountId, String key)
      throws SQLException {
    return session.first(
        Lookups::intent, INTENTS + "WHERE account_id = ? AND intent_key = ?", accountId, key);
  }

  static List<Intent> openIntents(Session session, String accountId, Instant now)
      throws SQLException {
    List<Intent> found = new ArrayList<>();
    watchedIntents(session, accountId, now, found, new ArrayList<>());
    found.removeIf(intent -> !intent.isOpenOrWatched(now));
    return found;
  }

  static List<DamagedIntent> damagedIntents(Session session, String accountId, Instant now)
      throws SQLException {
    List<DamagedIntent> damaged = new ArrayList<>();
    watchedIntents(session, accountId, now, new ArrayList<>(), damaged);
    return damaged;
  }

  private static void watchedIntents(
      Session session,
      String accountId,
      Instant now,
      List<Intent> readable,
      List<DamagedIntent> damaged)
      throws SQLException {
    session.each(
        row -> sorted(row, readable, damaged),
        INTENTS + "WHERE account_id = ? AND watch_until > ? ORDER BY seq",
        accountId,
        Nanos.of(now));
  }

  private static boolean sorted(ResultSet row, List<Intent> readable, List<DamagedIntent> damaged)
      throws SQLException {
    String key = row.getString(2);
    try {
      return readable.add(intent(row));
    } catch (JdbcStore.Failure e) {
      return damaged.add(new DamagedIntent(key, String.valueOf(e.getMessage())));
    }
  }

  /** For once in the life of a restored copy: reads them all, but for those that are damaged. */
  static List<Intent> unclosedIntents(Session session) throws SQLException {
    List<Intent> found = new ArrayList<>();
    session.each(row -> sorted(row, found, new ArrayList<>()), INTENTS + "ORDER BY seq");
    found.removeIf(intent -> intent.stage().isClosed());
    return found;
  }

  /** Returns whether anything was ever committed. */
  static boolean hasHistory(Session session) throws SQLException {
    return session
        .first(
            row -> row.getLong(1),
            "SELECT seq FROM registrant_audit UNION ALL SELECT seq FROM registrant_intents"
                + " UNION ALL SELECT seq FROM registrant_registrations LIMIT 1")
        .isPresent();
  }

  static Optional<Entry> registration(Session session, RegistrationId id) throws SQLException {
    return session.first(Lookups::registration, REGISTRATIONS + "WHERE id = ?", id.value());
  }

  static Optional<Entry> registration(Session session, String accountId, AppId appId)
      throws SQLException {
    return session.first(
        Lookups::registration,
        REGISTRATIONS + "WHERE account_id = ? AND app_id = ? AND living = 1 ORDER BY seq LIMIT 1",
        accountId,
        appId.value());
  }

  static List<Entry> registrations(Session session, String accountId) throws SQLException {
    return session.list(
        Lookups::registration,
        REGISTRATIONS + "WHERE account_id = ? AND living = 1 ORDER BY seq",
        accountId);
  }

  static List<CredentialInfo> credentials(Session session, RegistrationId owner)
      throws SQLException {
    return session.list(
        Lookups::credential,
        "SELECT id, body FROM registrant_credentials WHERE owner = ? ORDER BY seq",
        owner.value());
  }

  static List<OutstandingAction> actions(Session session, String accountId) throws SQLException {
    return session.list(
        Lookups::action,
        "SELECT id, account_id, registration, body FROM registrant_actions"
            + " WHERE account_id = ? ORDER BY seq",
        accountId);
  }

  static List<Duty> duties(Session session, String accountId) throws SQLException {
    return session.list(
        Lookups::duty,
        "SELECT id, account_id, app_id, body FROM registrant_duties"
            + " WHERE account_id = ? ORDER BY seq",
        accountId);
  }

  static List<AuditEvent> audit(Session session, int atMost) throws SQLException {
    List<AuditEvent> events =
        new ArrayList<>(
            session.list(
                Lookups::event,
                "SELECT happened_at, actor, correlation, event, account_id, subject, seq"
                    + " FROM registrant_audit ORDER BY seq DESC LIMIT ?",
                atMost));
    Collections.reverse(events);
    return events;
  }

  static Intent intent(ResultSet row) throws SQLException {
    String accountId = row.getString(1);
    String key = row.getString(2);
    return read(
        "registrant_intents",
        accountId + "/" + key,
        row.getString(3),
        body -> Bodies.intent(accountId, key, body));
  }

  static Entry registration(ResultSet row) throws SQLException {
    String id = row.getString(1);
    String accountId = row.getString(2);
    String appId = row.getString(3);
    return read(
        "registrant_registrations",
        id,
        row.getString(4),
        body -> Bodies.entry(id, accountId, appId, body));
  }

  static CredentialInfo credential(ResultSet row) throws SQLException {
    String id = row.getString(1);
    return read(
        "registrant_credentials", id, row.getString(2), body -> Bodies.credential(id, body));
  }

  static OutstandingAction action(ResultSet row) throws SQLException {
    String id = row.getString(1);
    String accountId = row.getString(2);
    String owner = row.getString(3);
    return read(
        "registrant_actions",
        id,
        row.getString(4),
        body -> Bodies.action(id, accountId, owner, body));
  }

  static Duty duty(ResultSet row) throws SQLException {
    String id = row.getString(1);
    String accountId = row.getString(2);
    String appId = row.getString(3);
    return read(
        "registrant_duties", id, row.getString(4), body -> Bodies.duty(id, accountId, appId, body));
  }

  static AuditEvent event(ResultSet row) throws SQLException {
    String at = row.getString(1);
    AuditEvent unread =
        new AuditEvent(
            Instant.EPOCH,
            row.getString(2),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6));
    return damaging(
        "registrant_audit",
        row.getString(7),
        () ->
            new AuditEvent(
                Instant.parse(at),
                unread.actor(),
                unread.correlation(),
                unread.event(),
                unread.accountId(),
                unread.subject()));
  }

  private static <T> T read(String table, String id, String body, Function<JsonBody, T> reader) {
    return damaging(table, id, () -> reader.apply(JsonBody.parse(body)));
  }

  private static <T> T damaging(String table, String id, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (RuntimeException e) {
      // Without the cause: its message may hold what is in the row.
      throw new JdbcStore.Failure(
          table
              + ": the row "
              + id
              + " cannot be read: it is damaged or of a newer version; run the store's check and"
              + " restore the row from a backup");
    }
  }
}
