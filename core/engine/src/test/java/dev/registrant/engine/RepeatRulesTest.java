package dev.registrant.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import org.junit.jupiter.api.Test;

/** The table of kinds and repeatabilities is tested through the API, by the testkit. */
class RepeatRulesTest {
  @Test
  void undeclaredOperationIsNeverRepeated() {
    assertFalse(
        RepeatRules.mayRepeat(
            new RegistrationException.RateLimited(
                "p", "a", ErrorDetails.builder(Outcome.NOT_APPLIED).build()),
            null));
  }
}
