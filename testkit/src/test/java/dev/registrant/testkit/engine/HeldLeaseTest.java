package dev.registrant.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of work that somebody else has begun. */
class HeldLeaseTest {
  private final Workshop workshop = Workshop.listed();

  @AfterEach
  void close() {
    workshop.close();
  }

  @Test
  void leaseOfSomebodyElseTellsUntilWhenItIsHeld() {
    Instant until = hold(Duration.ofMinutes(1));
    var error = assertThrows(RegistrationException.Unavailable.class, workshop::create);
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
    assertTrue(error.problem().contains("it is held until " + until), error.problem());
    assertTrue(error.advice().contains("free again at that time"), error.advice());
  }

  /** Somebody died, and the clock that told when the lease ends was set back since. */
  @Test
  void leaseFromAClockThatWasSetBackPromisesNothingSooner() {
    Instant until = hold(Duration.ofDays(1));
    var error = assertThrows(RegistrationException.Unavailable.class, workshop::create);
    assertTrue(error.problem().contains("it is held until " + until), error.problem());
    assertTrue(error.advice().contains("this clock was set back since"), error.advice());
    assertFalse(error.getMessage().contains("up to"), error.getMessage());
    assertEquals(0, workshop.vendor.requests().size());
  }

  private Instant hold(Duration duration) {
    Instant now = workshop.platform.instant();
    Instant until = now.plus(duration);
    assertTrue(workshop.store.lease("main/key/" + Workshop.KEY, now, until).isPresent());
    return until;
  }
}
