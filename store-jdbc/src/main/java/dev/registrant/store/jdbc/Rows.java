package dev.registrant.store.jdbc;

import dev.registrant.CredentialInfo;
import dev.registrant.Duty;
import dev.registrant.Intent;
import dev.registrant.Store.AuditEvent;
import dev.registrant.Store.Change;
import dev.registrant.Store.Credential;
import dev.registrant.Store.Entry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Writes a change. A row that is there keeps its place in the order of its kind. */
final class Rows {
  /** Longer than an intent is watched for: what is read is looked at once more. */
  private static final Duration WATCHED = Duration.ofDays(2);

  private final Session session;
  private long seq;

  private Rows(Session session, long seq) {
    this.session = session;
    this.seq = seq;
  }

  /** Writes a change and returns the generation it made. */
  static long write(Session session, Change change, List<byte[]> sealed) throws SQLException {
    int rows =
        change.registrations().size()
            + change.credentials().size()
            + change.intents().size()
            + change.actions().size()
            + change.duties().size()
            + change.events().size();
    long generation = Meta.grow(session, Math.max(1, rows));
    new Rows(session, generation - rows).write(change, sealed);
    return generation;
  }

  private void write(Change change, List<byte[]> sealed) throws SQLException {
    for (Entry entry : change.registrations()) {
      registration(entry);
    }
    for (int i = 0; i < sealed.size(); i++) {
      credential(change.credentials().get(i), sealed.get(i));
    }
    for (CredentialInfo info : change.credentialStates()) {
      session.update(
          "UPDATE registrant_credentials SET body = ? WHERE id = ?", Bodies.of(info), info.id());
    }
    for (Intent intent : change.intents()) {
      intent(intent);
    }
    for (Intent intent : change.finishedIntents()) {
      session.update(
          "DELETE FROM registrant_intents WHERE account_id = ? AND intent_key = ?",
          intent.accountId(),
          intent.key());
    }
    for (var action : change.actions()) {
      owned(
          "registrant_actions",
          "registration",
          action.id(),
          action.accountId(),
          action.registration().value(),
          Bodies.of(action));
    }
    for (Duty duty : change.duties()) {
      owned(
          "registrant_duties",
          "app_id",
          duty.id(),
          duty.accountId(),
          duty.appId().value(),
          Bodies.of(duty));
    }
    for (Duty duty : change.doneDuties()) {
      session.update("DELETE FROM registrant_duties WHERE id = ?", duty.id());
    }
    for (AuditEvent event : change.events()) {
      event(event);
    }
  }

  private void registration(Entry entry) throws SQLException {
    session.update(
        """
        INSERT INTO registrant_registrations (id, account_id, app_id, living, seq, body)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE
          SET account_id = excluded.account_id, app_id = excluded.app_id,
              living = excluded.living, body = excluded.body""",
        entry.id().value(),
        entry.accountId(),
        entry.appId().value(),
        entry.deletedAt().isEmpty() ? 1 : 0,
        ++seq,
        Bodies.of(entry));
  }

  private void credential(Credential credential, byte[] sealed) throws SQLException {
    session.update(
        """
        INSERT INTO registrant_credentials (id, account_id, owner, seq, body, sealed)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE
          SET account_id = excluded.account_id, owner = excluded.owner,
              body = excluded.body, sealed = excluded.sealed""",
        credential.info().id(),
        credential.accountId(),
        credential.owner().value(),
        ++seq,
        Bodies.of(credential.info()),
        sealed);
  }

  private void intent(Intent intent) throws SQLException {
    session.update(
        """
        INSERT INTO registrant_intents (account_id, intent_key, watch_until, seq, body)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (account_id, intent_key) DO UPDATE
          SET watch_until = excluded.watch_until, body = excluded.body""",
        intent.accountId(),
        intent.key(),
        watchUntil(intent),
        ++seq,
        Bodies.of(intent));
  }

  private void owned(
      String table, String ownerColumn, String id, String accountId, String owner, String body)
      throws SQLException {
    session.update(
        """
        INSERT INTO %1$s (id, account_id, %2$s, seq, body) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE
          SET account_id = excluded.account_id, %2$s = excluded.%2$s, body = excluded.body"""
            .formatted(table, ownerColumn),
        id,
        accountId,
        owner,
        ++seq,
        body);
  }

  private void event(AuditEvent event) throws SQLException {
    session.update(
        """
        INSERT INTO registrant_audit
          (seq, happened_at, actor, correlation, event, account_id, subject)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        ++seq,
        event.at().toString(),
        event.actor(),
        event.correlation(),
        event.event(),
        event.accountId(),
        event.subject());
  }

  /** Until when an intent may have to be looked at; for ever while it is open. */
  private static long watchUntil(Intent intent) {
    if (!intent.stage().isClosed()) {
      return Long.MAX_VALUE;
    }
    return intent.attempts().stream()
        .filter(Intent.Attempt::wasLost)
        .map(Intent.Attempt::openUntil)
        .max(Instant::compareTo)
        .map(last -> Nanos.after(last, WATCHED))
        .orElse(Long.MIN_VALUE);
  }
}
