package dev.registrant.spi;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorDetailsTest {
  private static final ErrorDetails RENEWABLE =
      ErrorDetails.builder(Outcome.NOT_APPLIED).credentialRenewable(true).build();

  @Test
  void credentialIsNotRenewableUnlessSaid() {
    assertFalse(ErrorDetails.builder(Outcome.NOT_APPLIED).build().credentialRenewable());
  }

  @Test
  void otherFactsLeaveTheCredentialRenewable() {
    assertTrue(RENEWABLE.toBuilder().account("main").build().credentialRenewable());
  }

  @ParameterizedTest
  @EnumSource(names = "NOT_APPLIED", mode = EnumSource.Mode.EXCLUDE)
  void nothingThatMayBeAppliedAsksForARepeat(Outcome outcome) {
    assertFalse(RENEWABLE.toBuilder().outcome(outcome).build().credentialRenewable());
  }
}
