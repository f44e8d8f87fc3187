package dev.registrant.engine;

import dev.registrant.CredentialInfo;
import dev.registrant.Duty;
import dev.registrant.Platform;
import dev.registrant.RegistrationId;
import dev.registrant.Store;
import dev.registrant.Store.AuditEvent;
import dev.registrant.Store.Change;
import dev.registrant.Store.Entry;
import dev.registrant.Store.Lease;
import dev.registrant.spi.Answer;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialChange;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One account's part of the store, held by one lease: what is written here is written only while
 * nobody else works on the same thing. Used by one thread.
 */
final class Journal implements AutoCloseable {
  /**
   * Long enough for a call that is under way to end, short enough not to wait for one that died.
   */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration POLL = Duration.ofMillis(50);

  private final Store store;
  private final Platform platform;
  private final String accountId;
  private final String actor;
  private final String correlation;
  private final Lease lease;

  private Journal(
      Store store,
      Platform platform,
      String accountId,
      String actor,
      String correlation,
      Lease lease) {
    this.store = store;
    this.platform = platform;
    this.accountId = accountId;
    this.actor = actor;
    this.correlation = correlation;
    this.lease = lease;
  }

  /**
   * Opens the journal of what a name stands for.
   *
   * @param longest how long the lease lasts if it is never given back
   * @param patience how long to wait for others who work on it
   * @throws RegistrationException.Unavailable if they still do
   */
  static Journal open(
      Store store,
      Platform platform,
      OpenAccount account,
      String name,
      Invocation.Steps steps,
      Duration longest,
      Duration patience) {
    String leased = account.id() + "/" + name;
    Deadline waiting = Deadline.in(patience, platform);
    while (true) {
      Instant now = platform.instant();
      Optional<Lease> lease =
          reading(() -> store.lease(leased, now, now.plus(longest)), "take the lease of " + leased);
      if (lease.isPresent()) {
        return new Journal(
            store, platform, account.id(), account.actor(), steps.correlation(), lease.get());
      }
      if (!waiting.allows(POLL) || !steps.deadline().allows(POLL)) {
        throw new RegistrationException.Unavailable(
            "somebody else works on " + name + ", or was cut off while doing so",
            "Call again later; after a crash it takes up to "
                + longest.toSeconds()
                + " s until the work is free again",
            ErrorDetails.builder(Outcome.NOT_APPLIED).build(),
            null);
      }
      pause(platform);
    }
  }

  Instant now() {
    return platform.instant();
  }

  Store store() {
    return store;
  }

  String accountId() {
    return accountId;
  }

  String newId(String prefix) {
    return "%s_%016x%016x"
        .formatted(prefix, platform.random().nextLong(), platform.random().nextLong());
  }

  /** Writes what is to happen next. Nothing is sent if that fails. */
  void before(Change change, String event, String subject) {
    try {
      commit(change, event, subject);
    } catch (RuntimeException e) {
      throw unwritable(e, Outcome.NOT_APPLIED, "Nothing was sent; mend the store and call again");
    }
  }

  /** Writes what has happened, without a credential at stake. */
  void after(Change change, String event, String subject, Outcome outcome) {
    try {
      commit(change, event, subject);
    } catch (RuntimeException e) {
      throw unwritable(e, outcome, "Mend the store, then reconcile: it finds out what is missing");
    }
  }

  /**
   * Writes what an answer brought. A credential that cannot be stored stays with the error, from
   * which it can be stored again.
   */
  void afterAnswer(Change change, Answer<?> answer, String event, AppId app) {
    if (answer.credentials().isEmpty()) {
      after(change, event, app.value(), Outcome.APPLIED);
      return;
    }
    try {
      commit(change, event, app.value());
    } catch (Store.LeaseLost e) {
      throw new RegistrationException.OutcomeUnknown(
          "the app " + app + " was changed, but somebody else took over meanwhile",
          "Reconcile: what this call brought was discarded",
          ErrorDetails.builder(Outcome.UNKNOWN)
              .requestId(answer.requestId())
              .candidates(List.of(app.value()))
              .build(),
          null);
    } catch (RuntimeException e) {
      throw new RegistrationException.SecretNotStored(
          "the vendor has the app " + app + " and its credential could not be stored: " + reason(e),
          "Mend the store and call retryStore() on this error; otherwise reconcile adopts the app"
              + " and replaces its credential",
          ErrorDetails.builder(Outcome.APPLIED)
              .requestId(answer.requestId())
              .candidates(List.of(app.value()))
              .build(),
          null,
          () -> store.commit(lease, change));
    }
  }

  /** Writes that a request failed. If that fails too, the vendor's failure is what is told. */
  void afterFailure(Change change, String event, String subject, RegistrationException failure) {
    try {
      commit(change, event, subject);
    } catch (RuntimeException e) {
      failure.addSuppressed(unwritable(e, failure.outcome(), "Mend the store, then reconcile"));
    }
  }

  /** Keeps what a read brings: any answer may carry credentials. */
  <R> Invocation.Record<R> keeping(RegistrationId owner, AppId app) {
    return answer -> {
      Change change = new Change();
      keep(change, owner, answer);
      if (!change.credentials().isEmpty()) {
        change.registrations().add(entry(owner, app));
        afterAnswer(change, answer, "credential.kept", app);
      }
    };
  }

  /** Adds the credentials of an answer to a change. One that is kept already is not kept twice. */
  void keep(Change change, RegistrationId owner, Answer<?> answer) {
    List<CredentialInfo> known = store.credentials(owner);
    for (CredentialChange brought : answer.credentials()) {
      if (isKnown(known, brought)) {
        continue;
      }
      if (brought.replacesOthers()) {
        known.stream()
            .filter(info -> info.kind() == brought.kind())
            .forEach(info -> change.credentialStates().add(info.in(CredentialInfo.State.REVOKED)));
      }
      CredentialInfo info =
          new CredentialInfo(
              newId("cred"),
              brought.kind(),
              CredentialInfo.State.CURRENT,
              brought.vendorId(),
              brought.expiresAt());
      change.credentials().add(new Store.Credential(owner, accountId, info, brought.value()));
      change.events().add(event("credential.sealed", info.id()));
    }
  }

  Optional<Entry> registration(AppId app) {
    return reading(() -> store.registration(accountId, app), "look up the app " + app);
  }

  Entry entry(RegistrationId id, AppId app) {
    return new Entry(id, accountId, app, Optional.empty(), Optional.empty());
  }

  Duty duty(AppId app, ClientMetadata change, Instant notBefore, String reason) {
    return new Duty(newId("duty"), accountId, app, change, notBefore, reason);
  }

  AuditEvent event(String event, String subject) {
    return new AuditEvent(now(), actor, correlation, event, accountId, subject);
  }

  @Override
  public void close() {
    try {
      store.release(lease);
    } catch (RuntimeException e) {
      // It ends by itself when its time is over.
    }
  }

  private void commit(Change change, String event, String subject) {
    change.events().add(event(event, subject));
    store.commit(lease, change);
  }

  private boolean isKnown(List<CredentialInfo> known, CredentialChange brought) {
    return known.stream()
        .filter(info -> info.kind() == brought.kind())
        .anyMatch(info -> store.reveal(info.id()).filter(brought.value()::equals).isPresent());
  }

  static <T> T reading(Supplier<T> read, String what) {
    try {
      return read.get();
    } catch (RegistrationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new RegistrationException.Unavailable(
          "the store could not " + what + ": " + reason(e),
          "Mend the store and call again; nothing was sent",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build(),
          null);
    }
  }

  private static RegistrationException unwritable(
      RuntimeException cause, Outcome outcome, String advice) {
    ErrorDetails details = ErrorDetails.builder(outcome).build();
    String problem = "the store could not be written: " + reason(cause);
    return outcome == Outcome.NOT_APPLIED
        ? new RegistrationException.Unavailable(problem, advice, details, null)
        : new RegistrationException.OutcomeUnknown(problem, advice, details, null);
  }

  private static String reason(RuntimeException cause) {
    return String.valueOf(cause.getMessage());
  }

  private static void pause(Platform platform) {
    try {
      platform.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistrationException.Interrupted(
          "interrupted while waiting for somebody else's work",
          "Call again; nothing was sent",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build());
    }
  }
}
