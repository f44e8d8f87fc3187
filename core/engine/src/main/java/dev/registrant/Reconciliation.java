package dev.registrant;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@link Registrant#reconcile()} did and what is left.
 *
 * @param settled what is known now
 * @param open what cannot be known yet, and until when
 * @param duties what is still owed
 */
public record Reconciliation(List<Settled> settled, List<Open> open, List<Duty> duties) {
  /** Copies the lists. */
  public Reconciliation {
    settled = List.copyOf(settled);
    open = List.copyOf(open);
    duties = List.copyOf(duties);
  }

  /** What an intent turned out to be. */
  public enum Result {
    /** The app is there and is ours now, with a credential of ours. */
    ADOPTED,
    /** A change or a deletion was carried out. */
    APPLIED,
    /** It was not carried out and will not be. */
    NOT_APPLIED,
    /** Somebody has to decide. */
    NEEDS_DECISION,
    /**
     * A further app bears the marker of an intent: ours, and too many. Or the vendor lists an app
     * that a restored copy of the store does not know. Left as it is.
     */
    SURPLUS,
    /** Something that was owed is done. */
    DUTY_DONE;

    /** Returns the stable name, for example {@code not-applied}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Something that is known now.
   *
   * @param key the idempotency key, or the id of the change or duty; empty if it is about none
   * @param account the name of the account
   * @param operation the operation
   * @param result what it turned out to be
   * @param appId the vendor's id of the app, if there is one
   * @param reason why, for people; often empty
   */
  public record Settled(
      String key,
      String account,
      String operation,
      Result result,
      Optional<String> appId,
      String reason) {}

  /**
   * Something that cannot be known yet.
   *
   * @param key the idempotency key, or the id of the change; empty if it is the account as a whole
   * @param account the name of the account
   * @param operation the operation; {@code unknown} if its record cannot be read
   * @param until when to ask again, empty if that does not depend on time
   * @param reason why, for people
   */
  public record Open(
      String key, String account, String operation, Optional<Instant> until, String reason) {}
}
