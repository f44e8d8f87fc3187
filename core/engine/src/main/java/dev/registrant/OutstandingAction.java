package dev.registrant;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.HumanSteps;
import java.util.Locale;
import java.util.Map;

/**
 * What a person must do, or did.
 *
 * @param id our id of it
 * @param accountId the id of the account
 * @param registration the registration it is about
 * @param action what is to be done
 * @param state how it stands
 * @param claimed what a person said to have done or seen, by name; no secrets. Claimed is not
 *     verified. {@link #REASON} and {@link #REOPENED} are among the names
 */
public record OutstandingAction(
    String id,
    String accountId,
    RegistrationId registration,
    HumanSteps.Action action,
    State state,
    Map<String, String> claimed) {
  /** The name under which {@link #claimed} has why an action was left out. */
  public static final String REASON = "reason";

  /** The name under which {@link #claimed} has why a report was taken back. */
  public static final String REOPENED = "reopened";

  /** How an action stands. */
  public enum State {
    /** To be done. */
    OPEN,
    /** Done, as a person says. */
    CLAIMED,
    /** Left out, for a reason. */
    SKIPPED,
    /** Needs no doing any more, or was reported and taken back. */
    WITHDRAWN;

    /** Returns the stable name, for example {@code open}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks that nothing is {@code null} and copies the map. */
  public OutstandingAction {
    requireNonNull(id, "id");
    requireNonNull(accountId, "accountId");
    requireNonNull(registration, "registration");
    requireNonNull(action, "action");
    requireNonNull(state, "state");
    claimed = Map.copyOf(claimed);
  }

  /** Returns this action in another state. */
  public OutstandingAction in(State value, Map<String, String> evidence) {
    return new OutstandingAction(id, accountId, registration, action, value, evidence);
  }
}
