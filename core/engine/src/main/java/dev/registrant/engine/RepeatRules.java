package dev.registrant.engine;

import static dev.registrant.engine.RepeatRules.Verdict.REPEAT;
import static dev.registrant.engine.RepeatRules.Verdict.REPEAT_AS_ASKED;
import static dev.registrant.engine.RepeatRules.Verdict.REPEAT_ONCE;
import static dev.registrant.engine.RepeatRules.Verdict.STOP;

import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Repeatability;

/** Which failures of which operations are answered by sending the request again. */
enum RepeatRules {
  //                       SAFE             IDEMPOTENT       ONCE             GUARDED
  /** The vendor refused it as one too many: it was not carried out. */
  REFUSED_FOR_NOW(REPEAT_AS_ASKED, REPEAT_AS_ASKED, REPEAT_AS_ASKED, REPEAT_AS_ASKED),
  /** It did not reach the vendor, or changes nothing there. */
  NOT_CARRIED_OUT(REPEAT, REPEAT, REPEAT, REPEAT),
  /** No usable answer came: it may have been carried out. */
  LOST(REPEAT, REPEAT, STOP, REPEAT),
  /** The vendor refused the credential, and there is another one. */
  CREDENTIAL_REFUSED(REPEAT_ONCE, REPEAT_ONCE, REPEAT_ONCE, REPEAT_ONCE),
  /** A decision; a repeat would meet the same one. */
  DECIDED(STOP, STOP, STOP, STOP);

  /** What to do. */
  enum Verdict {
    /** Send it again, as often and as late as the policy says. */
    REPEAT,
    /** As before, and no reserve of repeats is used: the vendor said when. */
    REPEAT_AS_ASKED,
    /** Send it again at once, once in a step. */
    REPEAT_ONCE,
    /** Tell the caller. */
    STOP
  }

  private final Verdict safe;
  private final Verdict idempotent;
  private final Verdict once;
  private final Verdict guarded;

  RepeatRules(Verdict safe, Verdict idempotent, Verdict once, Verdict guarded) {
    this.safe = safe;
    this.idempotent = idempotent;
    this.once = once;
    this.guarded = guarded;
  }

  Verdict of(Repeatability operation) {
    return switch (operation) {
      case SAFE -> safe;
      case IDEMPOTENT -> idempotent;
      case ONCE -> once;
      case GUARDED -> guarded;
    };
  }

  static RepeatRules row(RegistrationException failure) {
    if (failure.details().credentialRenewable()) {
      return CREDENTIAL_REFUSED;
    }
    boolean notApplied = failure.outcome() == Outcome.NOT_APPLIED;
    if (failure instanceof RegistrationException.OutcomeUnknown) {
      return LOST;
    }
    if (failure instanceof RegistrationException.RateLimited && notApplied) {
      return REFUSED_FOR_NOW;
    }
    if (failure instanceof RegistrationException.Unavailable && notApplied) {
      return NOT_CARRIED_OUT;
    }
    return DECIDED;
  }
}
