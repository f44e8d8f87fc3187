package dev.registrant.engine;

import dev.registrant.CredentialInfo;
import dev.registrant.Duty;
import dev.registrant.Intent;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
  private static final Duration STORING_AGAIN = Duration.ofSeconds(30);

  private final Store store;
  private final Platform platform;
  private final OpenAccount account;
  private final String correlation;
  private final Lease lease;

  /** The intents as this journal wrote them last, by key. */
  private final Map<String, Intent> written = new HashMap<>();

  private boolean heldBack;

  private Journal(
      Store store, Platform platform, OpenAccount account, String correlation, Lease lease) {
    this.store = store;
    this.platform = platform;
    this.account = account;
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
        return new Journal(store, platform, account, steps.correlation(), lease.get());
      }
      if (!waiting.allows(POLL) || !steps.deadline().allows(POLL)) {
        throw held(store, leased, name, now.plus(longest));
      }
      pause(platform);
    }
  }

  /**
   * Tells the truth about a lease that somebody has: who was killed holds it to its end as well,
   * and that end does not move with a clock that is set back.
   *
   * @param latest when a lease would end that was taken now
   */
  private static RegistrationException held(
      Store store, String leased, String name, Instant latest) {
    Optional<Instant> until =
        reading(() -> store.leasedUntil(leased), "look up the lease of " + leased);
    String advice =
        until
            .map(
                end ->
                    end.isAfter(latest)
                        ? "Call again after that; it is later than a call from here would hold it:"
                            + " this clock was set back since, or the other's is ahead"
                        : "Call again later; after a crash the work is free again at that time")
            .orElse("Call again");
    return new RegistrationException.Unavailable(
        "somebody else works on "
            + name
            + ", or was cut off while doing so"
            + until.map(end -> "; it is held until " + end).orElse(""),
        advice,
        ErrorDetails.builder(Outcome.NOT_APPLIED).build(),
        null);
  }

  Instant now() {
    return platform.instant();
  }

  Store store() {
    return store;
  }

  String accountId() {
    return account.id();
  }

  String newId(String prefix) {
    return "%s_%016x%016x"
        .formatted(prefix, platform.random().nextLong(), platform.random().nextLong());
  }

  /** Returns whether something was not sent because it could not be written before. */
  boolean heldBack() {
    return heldBack;
  }

  /** Writes what is to happen next. Nothing is sent if that fails. */
  void before(Change change, String event, String subject) {
    change.events().add(event(event, subject));
    try {
      commit(change);
    } catch (RuntimeException e) {
      heldBack = true;
      throw unwritable(e, Outcome.NOT_APPLIED, "Nothing was sent; mend the store and call again");
    }
  }

  /** Writes what has happened, without a credential at stake. */
  void after(Change change, String event, String subject, Outcome outcome) {
    change.events().add(event(event, subject));
    try {
      commit(change);
    } catch (RuntimeException e) {
      throw unwritable(e, outcome, "Mend the store, then reconcile: it finds out what is missing");
    }
  }

  /**
   * Writes what an answer brought, with its credentials. One that cannot be stored stays with the
   * error, from which it can be stored again.
   */
  void afterAnswer(Change change, RegistrationId owner, Answer<?> answer, String event, AppId app) {
    if (answer.credentials().isEmpty()) {
      after(change, event, app, answer.requestId());
      return;
    }
    change.events().add(event(event, app.value()));
    try {
      keep(change, owner, answer);
      commit(change);
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
          () -> storeAgain(change, owner, answer));
    }
  }

  private void after(Change change, String event, AppId app, Optional<String> requestId) {
    try {
      after(change, event, app.value(), Outcome.APPLIED);
    } catch (RegistrationException e) {
      throw e.with(
          e.details().toBuilder().requestId(requestId).candidates(List.of(app.value())).build());
    }
  }

  /** The lease of the call was given back when the call failed, so this takes one of its own. */
  private void storeAgain(Change change, RegistrationId owner, Answer<?> answer) {
    store.release(lease);
    Instant now = now();
    Lease again =
        store
            .lease(lease.name(), now, now.plus(STORING_AGAIN))
            .orElseThrow(
                () ->
                    new RegistrationException.Unavailable(
                        "somebody else works on " + lease.name(),
                        "Call retryStore() again when that has ended",
                        ErrorDetails.builder(Outcome.NOT_APPLIED).build(),
                        null));
    try {
      keep(change, owner, answer);
      if (!isStored(change, owner)) {
        requireUntouched(change);
        commit(again, change);
      }
    } finally {
      store.release(again);
    }
  }

  private boolean isStored(Change change, RegistrationId owner) {
    List<String> kept = store.credentials(owner).stream().map(CredentialInfo::id).toList();
    return change.credentials().stream().map(c -> c.info().id()).allMatch(kept::contains);
  }

  /** What was settled meanwhile was settled without the credential, which is replaced or ended. */
  private void requireUntouched(Change change) {
    Stream.concat(change.intents().stream(), change.finishedIntents().stream())
        .map(Intent::key)
        .filter(
            key -> !store.intent(account.id(), key).equals(Optional.ofNullable(written.get(key))))
        .findFirst()
        .ifPresent(
            key -> {
              throw new RegistrationException.Conflict(
                  "somebody else went on with " + key + " meanwhile, without this credential",
                  "Nothing is to be stored any more; call again with the same key",
                  ErrorDetails.builder(Outcome.NOT_APPLIED).key(key).build());
            });
  }

  /** Writes that a request failed. If that fails too, the vendor's failure is what is told. */
  void afterFailure(Change change, String event, String subject, RegistrationException failure) {
    change.events().add(event(event, subject));
    try {
      commit(change);
    } catch (RuntimeException e) {
      failure.addSuppressed(unwritable(e, failure.outcome(), "Mend the store, then reconcile"));
    }
  }

  /** Keeps what a read brings: any answer may carry credentials. */
  <R> Invocation.Record<R> keeping(RegistrationId owner, AppId app) {
    return answer -> {
      if (isNews(store, owner, answer)) {
        Change change = new Change();
        change.registrations().add(entry(owner, app));
        afterAnswer(change, owner, answer, "credential.kept", app);
      }
    };
  }

  /**
   * Returns whether an answer brings credentials that are not kept, as far as the store can tell.
   */
  static boolean isNews(Store store, RegistrationId owner, Answer<?> answer) {
    try {
      return !answer.credentials().isEmpty() && !fresh(store, owner, answer).isEmpty();
    } catch (RuntimeException e) {
      return true; // The store cannot tell, and will be told.
    }
  }

  /** Adds the credentials of an answer to a change. One that is kept already is not kept twice. */
  private void keep(Change change, RegistrationId owner, Answer<?> answer) {
    if (!change.credentials().isEmpty()) {
      return;
    }
    List<CredentialInfo> known = store.credentials(owner);
    for (CredentialChange brought : fresh(store, owner, answer)) {
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
      change.credentials().add(new Store.Credential(owner, account.id(), info, brought.value()));
      change.events().add(event("credential.sealed", info.id()));
    }
  }

  /**
   * Returns what a change is to say when an app is gone: its registration has ended, and its
   * credentials with it. Reads the store, so it is asked for before the app is deleted.
   */
  Consumer<Change> burial(Optional<Entry> living) {
    if (living.isEmpty()) {
      return change -> {};
    }
    Entry entry = living.get();
    List<CredentialInfo> credentials =
        reading(() -> store.credentials(entry.id()), "list the credentials of " + entry.appId());
    return change -> {
      change
          .registrations()
          .add(
              new Entry(
                  entry.id(), entry.accountId(), entry.appId(), entry.app(), Optional.of(now())));
      credentials.forEach(
          info -> change.credentialStates().add(info.in(CredentialInfo.State.REVOKED)));
    };
  }

  /** Returns whether a registration was ended here. */
  boolean isDeleted(RegistrationId id) {
    return reading(() -> store.registration(id), "look up the app")
        .flatMap(Entry::deletedAt)
        .isPresent();
  }

  Optional<Entry> registration(AppId app) {
    return reading(() -> store.registration(account.id(), app), "look up the app " + app);
  }

  Entry entry(RegistrationId id, AppId app) {
    return new Entry(id, account.id(), app, Optional.empty(), Optional.empty());
  }

  Duty duty(
      AppId app, ClientMetadata change, ClientMetadata replaces, Instant notBefore, String reason) {
    return new Duty(newId("duty"), account.id(), app, change, replaces, notBefore, reason);
  }

  AuditEvent event(String event, String subject) {
    return new AuditEvent(now(), account.actor(), correlation, event, account.id(), subject);
  }

  @Override
  public void close() {
    try {
      store.release(lease);
    } catch (RuntimeException e) {
      // It ends by itself when its time is over.
    }
  }

  private void commit(Change change) {
    commit(lease, change);
    change.intents().forEach(intent -> written.put(intent.key(), intent));
    change.finishedIntents().forEach(intent -> written.remove(intent.key()));
  }

  /** What is cached of an app holds what the store says of it. */
  private void commit(Lease held, Change change) {
    store.commit(held, change);
    change.registrations().forEach(entry -> account.caches().forget(entry.appId()));
    change.credentials().stream()
        .flatMap(credential -> store.registration(credential.owner()).stream())
        .forEach(entry -> account.caches().forget(entry.appId()));
  }

  private static List<CredentialChange> fresh(Store store, RegistrationId owner, Answer<?> answer) {
    List<CredentialInfo> known = store.credentials(owner);
    return answer.credentials().stream()
        .filter(brought -> !isKnown(store, known, brought))
        .toList();
  }

  private static boolean isKnown(
      Store store, List<CredentialInfo> known, CredentialChange brought) {
    return known.stream()
        .filter(info -> info.kind() == brought.kind())
        .anyMatch(info -> store.reveal(info.id()).filter(brought.value()::equals).isPresent());
  }

  /** Reads what is told of an app that the vendor has. */
  static <T> T readingAfter(Supplier<T> read, AppId app) {
    try {
      return read.get();
    } catch (RuntimeException e) {
      throw new RegistrationException.OutcomeUnknown(
          "the vendor has the app " + app + ", but the store cannot be read: " + reason(e),
          "Mend the store, then call again",
          ErrorDetails.builder(Outcome.APPLIED).candidates(List.of(app.value())).build(),
          null);
    }
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
    boolean discarded = cause instanceof Store.LeaseLost && outcome == Outcome.APPLIED;
    ErrorDetails details = ErrorDetails.builder(discarded ? Outcome.UNKNOWN : outcome).build();
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
