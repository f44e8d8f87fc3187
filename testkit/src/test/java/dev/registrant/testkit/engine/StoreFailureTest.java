package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.ID;
import static dev.registrant.testkit.engine.Workshop.KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Intent;
import dev.registrant.Store.Lease;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Settlement;
import dev.registrant.testkit.InMemoryProvider.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store that fails, or a lease that is lost, does to a call. */
class StoreFailureTest {
  private Workshop workshop = Workshop.listed();

  @AfterEach
  void close() {
    workshop.close();
  }

  @Test
  void nothingIsSentWithoutAnIntent() {
    workshop.store.failAt(1);
    var error = assertThrows(RegistrationException.Unavailable.class, workshop::create);
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
    assertTrue(error.problem().contains("the disk is full"), error.problem());
    assertEquals(List.of(), workshop.vendor.requests());
    assertEquals(0, error.details().attempts().orElseThrow());
  }

  @Test
  void nothingOfAnUpdateOrADeleteIsSentWithoutAnIntent() {
    AppId id = workshop.create().app().id();
    workshop.store.failAt(change -> true);
    assertThrows(
        RegistrationException.Unavailable.class,
        () -> workshop.apps().update(id, StubProvider.named("new")));
    assertThrows(RegistrationException.Unavailable.class, () -> workshop.apps().delete(id));
    assertEquals(1, workshop.requests(Operation.APPS_UPDATE));
    assertEquals(0, workshop.requests(Operation.APPS_DELETE));
  }

  @Test
  void secretThatCouldNotBeStoredIsStoredAgain() {
    var error = failToStoreTheSecret();
    assertEquals(Outcome.APPLIED, error.outcome());
    assertEquals(KEY, error.details().key().orElseThrow());
    assertEquals(List.of("app-000001"), error.details().candidates());
    assertThrows(RuntimeException.class, error::retryStore);
    workshop.store.mend();
    error.retryStore();
    error.retryStore();
    workshop.create();
    assertEquals(1, workshop.requests(Operation.APPS_CREATE));
    assertEquals(0, workshop.requests(Operation.SECRETS_REPLACE));
    workshop.requireOneGoodApp();
  }

  @Test
  void secretThatWasNeverStoredIsReplacedByReconcile() {
    var error = failToStoreTheSecret();
    workshop.store.mend();
    workshop.reconcileAfterTheWindow();
    workshop.requireOneGoodApp();
    assertThrows(RegistrationException.Conflict.class, error::retryStore);
    workshop.requireOneGoodApp();
  }

  @Test
  void storeThatCannotBeReadAfterTheAnswerLosesNoSecret() {
    workshop.trouble.onRequest(
        operation -> workshop.store.unreadable = operation == Operation.APPS_CREATE);
    var error = assertThrows(RegistrationException.SecretNotStored.class, workshop::create);
    workshop.store.mend();
    error.retryStore();
    workshop.create();
    assertEquals(0, workshop.requests(Operation.SECRETS_REPLACE));
    workshop.requireOneGoodApp();
  }

  @Test
  void lostLeaseDiscardsWhatTheAnswerBrought() {
    workshop.store.loseLeaseAt(change -> !change.credentials().isEmpty());
    var error = assertThrows(RegistrationException.OutcomeUnknown.class, workshop::create);
    assertEquals(Outcome.UNKNOWN, error.outcome());
    assertEquals(List.of("app-000001"), error.details().candidates());
    assertEquals(Optional.empty(), workshop.store.registration("main", new AppId("app-000001")));
    workshop.store.mend();
    workshop.reconcileAfterTheWindow();
    workshop.requireOneGoodApp();
  }

  @Test
  void credentialOfAReadIsKeptInTheErrorWhileSomebodyElseWorksOnTheApp() {
    try (Bench bench = new Bench()) {
      bench.stub.find = (id, call) -> StubProvider.bringing(Secret.of("of-a-read"), call);
      Instant now = bench.platform.instant();
      Lease lease = bench.store.lease("main/app/" + ID, now, now.plusSeconds(600)).orElseThrow();
      var error =
          assertThrows(RegistrationException.SecretNotStored.class, () -> bench.apps().find(ID));
      bench.store.release(lease);
      error.retryStore();
      assertEquals(1, bench.apps().find(ID).credentials().size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void oneFailureAtAnyCommitLosesNothing(int commit) {
    for (boolean keys : List.of(true, false)) {
      for (Settlement.Way way : List.of(Settlement.Way.GUARDED, Settlement.Way.LISTED)) {
        for (boolean lost : List.of(true, false)) {
          workshop.close();
          workshop = new Workshop(new Kind(way, keys));
          int due = workshop.store.commits + commit;
          if (lost) {
            workshop.store.loseLeaseAt(change -> workshop.store.commits == due);
          } else {
            workshop.store.failAt(change -> workshop.store.commits == due);
          }
          try {
            workshop.create();
          } catch (RegistrationException e) {
            assertEquals(KEY, e.details().key().orElseThrow());
            assertEquals(
                workshop.vendor.appCount() == 0, e.outcome() == Outcome.NOT_APPLIED, e.toString());
          }
          workshop.store.mend();
          workshop.reconcileAfterTheWindow();
          workshop.create();
          workshop.reconcileAfterTheWindow();
          workshop.requireOneGoodApp();
          Intent intent = workshop.store.intent("main", KEY).orElseThrow();
          assertEquals(Intent.Stage.DONE, intent.stage());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Settlement.Way.class,
      names = {"GUARDED", "LISTED"})
  void storeThatFailsBeforeALaterStepSaysThatTheAppIsThere(Settlement.Way way) {
    workshop.close();
    workshop = Workshop.withKeys(way);
    workshop.store.failAt(
        change ->
            change.intents().stream()
                .anyMatch(intent -> !intent.unsettled(Operation.SECRETS_ISSUE).isEmpty()));
    var error = assertThrows(RegistrationException.OutcomeUnknown.class, workshop::create);
    assertEquals(Outcome.APPLIED, error.outcome());
    assertEquals(List.of("app-000001"), error.details().candidates());
    assertEquals(KEY, error.details().key().orElseThrow());
    assertTrue(
        error.problem().startsWith("the app app-000001 exists and is not finished"),
        error.problem());
    assertTrue(error.problem().contains("the disk is full"), error.problem());
    assertTrue(error.advice().contains("the same key, or reconcile"), error.advice());
    workshop.store.mend();
    workshop.create();
    assertEquals(1, workshop.requests(Operation.APPS_CREATE));
    workshop.requireOneGoodApp();
  }

  private RegistrationException.SecretNotStored failToStoreTheSecret() {
    workshop.store.failAt(change -> !change.credentials().isEmpty());
    return assertThrows(RegistrationException.SecretNotStored.class, workshop::create);
  }
}
