package dev.registrant;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is meant to be done, written down before the first byte is sent.
 *
 * @param accountId the id of the account
 * @param key the idempotency key, unique in its account
 * @param operation what is meant
 * @param digest a versioned digest of what was asked for, to tell another request with the same key
 * @param marker unique in the world; names the app while its creation is not settled
 * @param registration the registration it is about
 * @param wanted what the app is to be registered with in the end
 * @param begunAt when it was first asked for
 * @param appId the vendor's id of the app, once known
 * @param stage how far it has come
 * @param attempts the mutating requests sent for it
 * @param reason why it stands where it stands, for people; often empty
 */
public record Intent(
    String accountId,
    String key,
    Operation operation,
    String digest,
    String marker,
    RegistrationId registration,
    ClientMetadata wanted,
    Instant begunAt,
    Optional<AppId> appId,
    Stage stage,
    List<Attempt> attempts,
    String reason) {

  private static final Duration WATCHED = Duration.ofDays(1);

  /** How far an intent has come. */
  public enum Stage {
    /** The request it is named after is to be sent, or its outcome is to be settled. */
    STARTED,
    /** The app exists; its credential is to be got. */
    SECURING,
    /** The app exists and its credential is sealed; its final name is to be given. */
    NAMING,
    /** Done. */
    DONE,
    /** Closed: it was not carried out. */
    NOT_APPLIED,
    /** It cannot be settled without somebody's decision. */
    NEEDS_DECISION;

    /** Returns whether nothing is left to do. */
    public boolean isClosed() {
      return this == DONE || this == NOT_APPLIED;
    }
  }

  /**
   * A mutating request.
   *
   * @param operation what it does
   * @param openUntil until when the vendor may carry it out, although nobody waits for it any more
   * @param outcome what became of it, empty while it runs or if its process died
   * @param wasLost whether its answer did not come, whatever was found out later
   * @param known ids that were there before it, where they tell what is new; often empty
   * @param sent what a change leaves the app registered with, as whole as it may be sent; empty for
   *     other requests
   */
  public record Attempt(
      Operation operation,
      Instant openUntil,
      Optional<Outcome> outcome,
      boolean wasLost,
      List<String> known,
      ClientMetadata sent) {
    /** Copies the list. */
    public Attempt {
      requireNonNull(operation, "operation");
      requireNonNull(openUntil, "openUntil");
      requireNonNull(outcome, "outcome");
      known = List.copyOf(known);
      requireNonNull(sent, "sent");
    }

    /** Returns a request that is about to be sent. */
    public static Attempt of(
        Operation operation, Instant openUntil, List<String> known, ClientMetadata sent) {
      return new Attempt(operation, openUntil, Optional.empty(), false, known, sent);
    }

    /** Returns whether its answer did not come, or it is not known whether it did. */
    public boolean mayHaveBeenLost() {
      return wasLost || isUnsettled();
    }

    private Attempt withOutcome(Outcome value) {
      boolean lost = wasLost || value == Outcome.UNKNOWN;
      return new Attempt(operation, openUntil, Optional.of(value), lost, known, sent);
    }

    private Attempt lost() {
      return new Attempt(operation, openUntil, outcome, true, known, sent);
    }

    /** Returns whether nobody knows what became of it. */
    public boolean isUnsettled() {
      return outcome.isEmpty() || outcome.get() == Outcome.UNKNOWN;
    }
  }

  /** Copies the list. */
  public Intent {
    requireNonNull(accountId, "accountId");
    requireNonNull(key, "key");
    requireNonNull(operation, "operation");
    requireNonNull(digest, "digest");
    requireNonNull(marker, "marker");
    requireNonNull(registration, "registration");
    requireNonNull(wanted, "wanted");
    requireNonNull(begunAt, "begunAt");
    requireNonNull(appId, "appId");
    requireNonNull(stage, "stage");
    attempts = List.copyOf(attempts);
    requireNonNull(reason, "reason");
  }

  /** Returns this intent at another stage. */
  public Intent at(Stage value) {
    return with(appId, value, attempts, "");
  }

  /** Returns this intent at another stage, for a reason. */
  public Intent at(Stage value, String why) {
    return with(appId, value, attempts, why);
  }

  /** Returns this intent with the vendor's id of its app. */
  public Intent about(AppId app) {
    return with(Optional.of(app), stage, attempts, reason);
  }

  /** Returns this intent with a further attempt. */
  public Intent attempting(Attempt attempt) {
    List<Attempt> all = new ArrayList<>(attempts);
    all.add(attempt);
    return withAttempts(all);
  }

  /**
   * Returns this intent with the outcome of its last attempt.
   *
   * @param wasLost whether the answer of one of its requests did not come
   */
  public Intent ended(Outcome outcome, boolean wasLost) {
    List<Attempt> all = new ArrayList<>(attempts);
    Attempt last = all.remove(all.size() - 1);
    all.add(wasLost ? last.lost().withOutcome(outcome) : last.withOutcome(outcome));
    return withAttempts(all);
  }

  /** Returns this intent with what the unsettled attempts of an operation turned out to be. */
  public Intent settled(Operation settledOperation, Outcome outcome) {
    return withAttempts(
        attempts.stream()
            .map(
                a ->
                    a.operation() == settledOperation && a.isUnsettled()
                        ? a.lost().withOutcome(outcome)
                        : a)
            .toList());
  }

  /** Returns the attempts of an operation of which nobody knows what became. */
  public List<Attempt> unsettled(Operation of) {
    return attempts.stream().filter(a -> a.operation() == of && a.isUnsettled()).toList();
  }

  /** Returns until when the last unsettled attempt may still be carried out, if there is one. */
  public Optional<Instant> openUntil() {
    return attempts.stream()
        .filter(Attempt::isUnsettled)
        .map(Attempt::openUntil)
        .max(Instant::compareTo);
  }

  /**
   * Returns until when a lost attempt of an operation may still be carried out, if there is one.
   */
  public Optional<Instant> lostUntil(Operation of) {
    return attempts.stream()
        .filter(a -> a.operation() == of && a.mayHaveBeenLost())
        .map(Attempt::openUntil)
        .max(Instant::compareTo);
  }

  /**
   * Returns whether it is to be looked at: it is not closed, or an attempt whose answer was lost
   * may yet turn up at the vendor. That is watched for a day longer than it should take.
   */
  public boolean isOpenOrWatched(Instant now) {
    return !stage.isClosed()
        || attempts.stream()
            .filter(Attempt::mayHaveBeenLost)
            .anyMatch(a -> a.openUntil().plus(WATCHED).isAfter(now));
  }

  private Intent withAttempts(List<Attempt> all) {
    return with(appId, stage, all, reason);
  }

  private Intent with(Optional<AppId> app, Stage value, List<Attempt> all, String why) {
    return new Intent(
        accountId,
        key,
        operation,
        digest,
        marker,
        registration,
        wanted,
        begunAt,
        app,
        value,
        all,
        why);
  }
}
