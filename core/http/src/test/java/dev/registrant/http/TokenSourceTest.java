package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.Call;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one caller after the other gets. */
class TokenSourceTest {
  private static final Secret FIRST = Secret.of("t1");
  private static final Secret SECOND = Secret.of("t2");

  private final ManualClock clock = new ManualClock();
  private final Deque<TokenSource.Request> answers = new ArrayDeque<>();
  private final TokenSource tokens =
      new TokenSource(call -> answers.removeFirst().ask(call), clock);

  @Test
  void asksForNothingBeforeATokenIsWanted() {
    given("t1", 100);
    assertEquals(1, answers.size());
  }

  @Test
  void tokenIsKept() {
    given("t1", 100);
    assertEquals("t1", get());
    assertEquals("t1", get());
  }

  @ParameterizedTest
  @CsvSource({"100, 89, 90", "600, 539, 540", "3600, 3539, 3540", "86400, 86339, 86340"})
  void renewedFromATenthOfItsLifeBeforeItsEndAMinuteAtMost(long life, long fresh, long late) {
    given("t1", life).given("t2", life);
    get();
    clock.putForward(Duration.ofSeconds(fresh));
    assertEquals("t1", get());
    clock.putForward(Duration.ofSeconds(late - fresh));
    assertEquals("t2", get());
  }

  @Test
  void lifeBeginsWhenTheTokenCame() {
    given("t1", 100).given("t2", 100);
    get();
    clock.putForward(Duration.ofSeconds(95));
    get();
    clock.putForward(Duration.ofSeconds(89));
    assertEquals("t2", get());
  }

  @Test
  void tokenThatHasEndedIsNotUsed() {
    given("t1", 100).fails(400);
    get();
    clock.putForward(Duration.ofSeconds(100));
    assertThrows(RegistrationException.Unauthenticated.class, this::get);
  }

  @Test
  void oldTokenIsUsedIfNoneComesEarly() {
    given("t1", 100).fails(400);
    get();
    clock.putForward(Duration.ofSeconds(90));
    assertEquals("t1", get());
    assertEquals(0, answers.size());
  }

  @Test
  void nextEarlyTryComesAfterFiveSeconds() {
    given("t1", 100).fails(503).given("t2", 100);
    get();
    clock.putForward(Duration.ofSeconds(90));
    get();
    clock.putForward(Duration.ofSeconds(5).minusNanos(1));
    assertEquals("t1", get());
    clock.putForward(Duration.ofNanos(1));
    assertEquals("t2", get());
  }

  @Test
  void failedEarlyTryDoesNotKeepFromAskingWhenTheTokenHasEnded() {
    given("t1", 20).fails(503).given("t2", 20);
    get();
    clock.putForward(Duration.ofSeconds(18));
    get();
    clock.putForward(Duration.ofSeconds(2));
    assertEquals("t2", get());
  }

  @Test
  void earlyTryOfUnknownLifeIsUsedOnceAndTheOldTokenUsedUp() {
    given("t1", 100);
    answers.add(call -> new AccessToken(SECOND, Optional.empty()));
    given("t3", 100);
    get();
    clock.putForward(Duration.ofSeconds(90));
    assertEquals("t2", get());
    assertEquals("t1", get());
    clock.putForward(Duration.ofSeconds(5));
    assertEquals("t3", get());
  }

  @Test
  void earlyTryFailsWhereTheOldTokenWasRefusedMeanwhile() {
    given("t1", 100);
    answers.add(
        call -> {
          tokens.refused(FIRST);
          throw refusal(400);
        });
    get();
    clock.putForward(Duration.ofSeconds(90));
    assertThrows(RegistrationException.Unauthenticated.class, this::get);
  }

  @Test
  void earlyTryTakesFiveSecondsAtMost() {
    assertEarlyTime(Duration.ofMinutes(1), Duration.ofSeconds(5));
  }

  @Test
  void earlyTryTakesHalfOfTheTimeAtMost() {
    assertEarlyTime(Duration.ofSeconds(8), Duration.ofSeconds(4));
  }

  private void assertEarlyTime(Duration time, Duration most) {
    given("t1", 100);
    answers.add(
        call -> {
          assertTrue(call.remaining().compareTo(most) <= 0, call.remaining().toString());
          assertTrue(call.remaining().compareTo(most.dividedBy(2)) > 0, "enough time");
          return new AccessToken(SECOND, Optional.empty());
        });
    get();
    clock.putForward(Duration.ofSeconds(90));
    assertEquals("t2", tokens.get(FakeCall.of(Operation.APPS_GET, time)).reveal());
  }

  @Test
  void asksAnewIfTheOldTokenEndedDuringAnEarlyTryThatHadNoTime() {
    given("t1", 100);
    answers.add(
        call -> {
          clock.putForward(Duration.ofSeconds(10));
          while (!call.remaining().isZero()) {
            Thread.onSpinWait();
          }
          throw new RegistrationException.Unavailable("late", "Wait", notApplied().build(), null);
        });
    given("t2", 100);
    get();
    clock.putForward(Duration.ofSeconds(90));
    Call call = FakeCall.of(Operation.APPS_GET, Duration.ofSeconds(2));
    assertEquals("t2", tokens.get(call).reveal());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void tokenWithoutLifeIsNotKept(long seconds) {
    given("t1", seconds).given("t2", seconds);
    assertEquals("t1", get());
    assertEquals("t2", get());
  }

  @Test
  void tokenOfUnknownLifeIsNotKept() {
    answers.add(call -> new AccessToken(FIRST, Optional.empty()));
    given("t2", 100);
    assertEquals("t1", get());
    assertEquals("t2", get());
  }

  @Test
  void tokenOfImmenseLifeIsKept() {
    given("t1", Long.MAX_VALUE);
    get();
    clock.putForward(Duration.ofDays(300));
    assertEquals("t1", get());
  }

  @Test
  void refusedTokenIsNotUsedAgain() {
    given("t1", 100).given("t2", 100);
    get();
    assertTrue(tokens.refused(FIRST));
    assertEquals("t2", get());
  }

  @Test
  void refusalOfAnOlderTokenLeavesTheNewerOne() {
    given("t1", 100).given("t2", 100);
    get();
    tokens.refused(FIRST);
    get();
    assertTrue(tokens.refused(FIRST));
    assertEquals("t2", get());
  }

  @Test
  void eachOfManyWithTheRefusedTokenMayHaveAnotherOne() {
    given("t1", 100);
    get();
    assertTrue(tokens.refused(FIRST));
    assertTrue(tokens.refused(FIRST));
  }

  @Test
  void anotherOneAfterAnotherOneCanBeHad() {
    given("t1", 100).given("t2", 100);
    get();
    tokens.refused(FIRST);
    get();
    assertTrue(tokens.refused(SECOND));
  }

  @Test
  void noOtherOneCanBeHadIfTheVendorGivesTheSameAgain() {
    given("t1", 100).given("t1", 100).given("t2", 100);
    get();
    tokens.refused(FIRST);
    get();
    assertFalse(tokens.refused(FIRST));
    assertEquals("t2", get());
    assertTrue(tokens.refused(FIRST));
  }

  @Test
  void tokenGivenAgainIsForgottenWithTheNextOneThatIsRefused() {
    given("t1", 100).given("t1", 100).given("t2", 100);
    get();
    tokens.refused(FIRST);
    get();
    tokens.refused(FIRST);
    get();
    assertTrue(tokens.refused(SECOND));
    assertTrue(tokens.refused(SECOND));
  }

  @Test
  void requestIsOneThatChangesNothing() {
    FakeCall call = FakeCall.write();
    answers.add(
        asking -> {
          asking.beforeRequest("POST").answered(200);
          return new AccessToken(FIRST, Optional.empty());
        });
    tokens.get(call);
    assertEquals("[before GET, answered 200]", call.events().toString());
  }

  @Test
  void failureIsOneOfTheCallAndFinal() {
    answers.add(
        call -> {
          throw new RegistrationException.Unauthenticated(
              "no", "Look", notApplied().credentialRenewable(true).build());
        });
    ErrorDetails details =
        assertThrows(RegistrationException.Unauthenticated.class, this::get).details();
    assertEquals(Optional.of("apps.create"), details.operation());
    assertFalse(details.credentialRenewable());
  }

  @Test
  void failureLeavesAWriteUndone() {
    answers.add(
        call -> {
          throw new RegistrationException.OutcomeUnknown(
              "lost", "Look", notApplied().outcome(Outcome.UNKNOWN).build(), null);
        });
    assertEquals(
        Outcome.NOT_APPLIED, assertThrows(RegistrationException.class, this::get).outcome());
  }

  @Test
  void whatIsNoErrorOfTheApiIsNotShown() {
    answers.add(
        call -> {
          throw new IllegalStateException("quotes-a-secret");
        });
    RegistrationException thrown =
        assertThrows(RegistrationException.Unauthenticated.class, this::get);
    assertEquals(
        "the access token could not be asked for (java.lang.IllegalStateException)",
        thrown.problem());
    assertEquals(null, thrown.getCause());
    assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
  }

  @Test
  @SuppressWarnings("NullAway")
  void nothingIsNoToken() {
    answers.add(call -> null);
    assertThrows(RegistrationException.Unauthenticated.class, this::get);
  }

  @Test
  void failureIsNotKept() {
    fails(400).given("t1", 100);
    assertThrows(RegistrationException.Unauthenticated.class, this::get);
    assertEquals("t1", get());
  }

  @Test
  void showsNoToken() {
    given("t1-secret", 100);
    get();
    assertFalse(tokens.toString().contains("t1-secret"));
    assertFalse(
        new AccessToken(Secret.of("t1-secret"), Optional.empty()).toString().contains("t1"));
  }

  private String get() {
    return tokens.get(FakeCall.write()).reveal();
  }

  private TokenSourceTest given(String token, long seconds) {
    answers.add(
        call -> new AccessToken(Secret.of(token), Optional.of(Duration.ofSeconds(seconds))));
    return this;
  }

  private TokenSourceTest fails(int status) {
    answers.add(
        call -> {
          throw refusal(status);
        });
    return this;
  }

  private static RegistrationException refusal(int status) {
    return new RegistrationException.Unauthenticated(
        "refused", "Look", notApplied().httpStatus(status).build());
  }

  private static ErrorDetails.Builder notApplied() {
    return ErrorDetails.builder(Outcome.NOT_APPLIED);
  }
}
