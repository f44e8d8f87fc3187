package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.Workshop.KEY;
import static dev.registrant.testkit.engine.Workshop.results;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.AccountConfiguration;
import dev.registrant.Reconciliation;
import dev.registrant.Reconciliation.Result;
import dev.registrant.Registrant;
import dev.registrant.Store.Lease;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettlementTest {
  private Workshop workshop = Workshop.listed();

  @AfterEach
  void close() {
    workshop.close();
  }

  private void with(Workshop other) {
    workshop.close();
    workshop = other;
  }

  // Vendors without a way

  @Test
  void withoutAWayALostCreateNeedsADecision() {
    with(Workshop.withoutWay());
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.lose());
    assertThrows(RegistrationException.OutcomeUnknown.class, workshop::create);
    for (int i = 0; i < 2; i++) {
      Reconciliation result = workshop.reconcileAfterTheWindow();
      assertEquals(List.of(Result.NEEDS_DECISION), results(result));
      assertFalse(result.settled().get(0).reason().isBlank());
    }
    var error = assertThrows(RegistrationException.Conflict.class, workshop::create);
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
    assertEquals(1, workshop.requests(Operation.APPS_CREATE));
  }

  @Test
  void withoutAWayTheAppIsCreatedUnderItsOwnName() {
    with(Workshop.withoutWay());
    workshop.create();
    assertEquals(0, workshop.requests(Operation.APPS_UPDATE));
    workshop.requireOneGoodApp();
  }

  // Keys

  @ParameterizedTest
  @EnumSource(Settlement.Way.class)
  void keyIsIssuedAsAStepOfItsOwn(Settlement.Way way) {
    with(Workshop.withKeys(way));
    workshop.create();
    assertEquals(1, workshop.requests(Operation.SECRETS_ISSUE));
    workshop.requireOneGoodApp();
  }

  @ParameterizedTest
  @EnumSource(Settlement.Way.class)
  void keyWhoseAnswerWasLostIsRevokedAndAnotherIssued(Settlement.Way way) {
    with(Workshop.withKeys(way));
    workshop.trouble.plan(Operation.SECRETS_ISSUE, Trouble.lose());
    assertThrows(RegistrationException.OutcomeUnknown.class, workshop::create);
    assertEquals(0, workshop.requests(Operation.SECRETS_REVOKE));
    assertEquals(List.of(), workshop.reconcile().settled());
    assertEquals(List.of(Result.ADOPTED), results(workshop.reconcileAfterTheWindow()));
    assertEquals(1, workshop.requests(Operation.SECRETS_REVOKE));
    assertEquals(2, workshop.requests(Operation.SECRETS_ISSUE));
    workshop.requireOneGoodApp();
  }

  @Test
  void refusedKeyDoesNotHideThatTheAppExists() {
    with(Workshop.withKeys(Settlement.Way.LISTED));
    workshop.trouble.plan(Operation.SECRETS_ISSUE, Trouble.refuse());
    var error = assertThrows(RegistrationException.Denied.class, workshop::create);
    assertEquals(Outcome.APPLIED, error.outcome());
    assertEquals(List.of("app-000001"), error.details().candidates());
    workshop.create();
    workshop.requireOneGoodApp();
  }

  @Test
  void lostRevokeOfAnOrphanIsRepeated() {
    with(Workshop.withKeys(Settlement.Way.LISTED));
    workshop.trouble.plan(Operation.SECRETS_ISSUE, Trouble.lose());
    assertThrows(RegistrationException.OutcomeUnknown.class, workshop::create);
    workshop.trouble.plan(Operation.SECRETS_REVOKE, Trouble.lose());
    workshop.reconcileAfterTheWindow();
    assertEquals(2, workshop.requests(Operation.SECRETS_REVOKE));
    workshop.requireOneGoodApp();
  }

  // Changes

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void lostUpdateIsSettledByLooking(boolean carriedOut) {
    var id = workshop.create().app().id();
    lose(Operation.APPS_UPDATE, carriedOut);
    ClientMetadata change = ClientMetadata.builder().clientName("other").build();
    assertThrows(
        RegistrationException.OutcomeUnknown.class, () -> workshop.apps().update(id, change));
    Reconciliation early = workshop.reconcile();
    assertEquals(carriedOut ? List.of(Result.APPLIED) : List.of(), results(early));
    assertEquals(carriedOut ? 0 : 1, early.open().size());
    if (!carriedOut) {
      assertTrue(early.open().get(0).until().isPresent());
      assertEquals(List.of(Result.NOT_APPLIED), results(workshop.reconcileAfterTheWindow()));
    }
    assertEquals(List.of(), workshop.reconcile().open());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void lostDeleteIsSettledByLooking(boolean carriedOut) {
    var created = workshop.create();
    lose(Operation.APPS_DELETE, carriedOut);
    assertThrows(
        RegistrationException.OutcomeUnknown.class,
        () -> workshop.apps().delete(created.app().id()));
    Reconciliation early = workshop.reconcile();
    assertEquals(carriedOut ? List.of(Result.APPLIED) : List.of(), results(early));
    if (!carriedOut) {
      assertEquals(List.of(Result.NOT_APPLIED), results(workshop.reconcileAfterTheWindow()));
    }
    assertEquals(!carriedOut, workshop.store.registration("main", created.app().id()).isPresent());
    assertEquals(List.of(), workshop.reconcile().open());
  }

  private void lose(Operation operation, boolean lastIsCarriedOut) {
    workshop.trouble.plan(operation, Trouble.drop(), Trouble.drop(), Trouble.drop());
    workshop.trouble.plan(operation, lastIsCarriedOut ? Trouble.lose() : Trouble.drop());
  }

  // Interruptions

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void interruptedCreateIsResumed(int request) {
    for (boolean carriedOut : List.of(true, false)) {
      for (Settlement.Way way : List.of(Settlement.Way.GUARDED, Settlement.Way.LISTED)) {
        with(Workshop.withKeys(way));
        int[] count = {0};
        workshop.trouble.onRequest(
            operation -> {
              if (++count[0] == request) {
                workshop.trouble.plan(operation, Trouble.interrupt(carriedOut));
              }
            });
        try {
          workshop.create();
        } catch (RegistrationException.Interrupted e) {
          assertTrue(Thread.interrupted(), "the status is kept");
          assertEquals(KEY, e.details().key().orElseThrow());
        }
        workshop.trouble.end();
        workshop.reconcileAfterTheWindow();
        workshop.create();
        workshop.reconcileAfterTheWindow();
        workshop.requireOneGoodApp();
      }
    }
  }

  // Reconciling beside others

  @Test
  void reconcilingTwiceSettlesOnce() {
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.lose());
    assertThrows(RegistrationException.OutcomeUnknown.class, workshop::create);
    assertEquals(List.of(Result.ADOPTED), results(workshop.reconcileAfterTheWindow()));
    assertEquals(List.of(), workshop.reconcile().settled());
    assertEquals(1, workshop.requests(Operation.SECRETS_REPLACE));
  }

  @Test
  void reconcilingBesideAnotherDoesNotWaitForIt() throws Exception {
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.lose());
    assertThrows(RegistrationException.OutcomeUnknown.class, workshop::create);
    workshop.platform.advance(Workshop.WINDOW);
    Registrant other = workshop.start(workshop.platform);
    CountDownLatch replacing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    workshop.trouble.onRequest(
        operation -> {
          if (operation == Operation.SECRETS_REPLACE) {
            replacing.countDown();
            await(goOn);
          }
        });
    var first = CompletableFuture.supplyAsync(workshop::reconcile);
    assertTrue(replacing.await(30, TimeUnit.SECONDS));
    Reconciliation second = other.reconcile();
    goOn.countDown();
    assertEquals(List.of(Result.ADOPTED), results(first.get(30, TimeUnit.SECONDS)));
    assertEquals(List.of(), second.settled());
    assertEquals(1, second.open().size());
    assertEquals(List.of(), workshop.platform.sleeps());
    assertEquals(1, workshop.requests(Operation.SECRETS_REPLACE));
    workshop.requireOneGoodApp();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void callsWaitForOthersWhoWorkOnTheirKeyButNotForEver() {
    Lease lease =
        workshop
            .store
            .lease(
                "main/key/" + KEY,
                workshop.platform.instant(),
                workshop.platform.instant().plusSeconds(600))
            .orElseThrow();
    var error = assertThrows(RegistrationException.Unavailable.class, workshop::create);
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
    assertEquals(List.of(), workshop.vendor.requests());
    workshop.platform.onSleep(wait -> workshop.store.release(lease));
    workshop.create();
    workshop.requireOneGoodApp();
  }

  @Test
  void oneListServesAllIntentsOfAnAccount() {
    for (String key : List.of("a", "b", "c")) {
      workshop.trouble.plan(Operation.APPS_CREATE, Trouble.lose());
      assertThrows(
          RegistrationException.OutcomeUnknown.class,
          () -> workshop.apps().create(Workshop.spec(), key));
    }
    assertEquals(
        List.of(Result.ADOPTED, Result.ADOPTED, Result.ADOPTED),
        results(workshop.reconcileAfterTheWindow()));
    assertEquals(1, workshop.requests(Operation.APPS_LIST));
  }

  @Test
  void oneFailureStopsNoOther() {
    for (String key : List.of("a", "b")) {
      workshop.trouble.plan(Operation.APPS_CREATE, Trouble.lose());
      assertThrows(
          RegistrationException.OutcomeUnknown.class,
          () -> workshop.apps().create(Workshop.spec(), key));
    }
    workshop.trouble.plan(Operation.SECRETS_REPLACE, Trouble.refuse());
    Reconciliation result = workshop.reconcileAfterTheWindow();
    assertEquals(List.of(Result.ADOPTED), results(result));
    assertEquals("a", result.open().get(0).key());
  }

  @Test
  void accountWhoseVendorFailsStopsNoOther() {
    Registrant registrant = workshop.registrant();
    boolean[] right = {true};
    registrant.open(
        AccountConfiguration.builder("broken", "memory")
            .secret("token", () -> Secret.of(right[0] ? "token" : "wrong"))
            .build());
    for (String account : List.of("broken", "main")) {
      workshop.trouble.plan(Operation.APPS_CREATE, Trouble.late(Duration.ofDays(9)));
      assertThrows(
          RegistrationException.OutcomeUnknown.class,
          () -> registrant.account(account).apps().create(Workshop.spec(), KEY));
    }
    // Closed and watched for a day: what is looked for then is looked for in a list.
    workshop.reconcileAfterTheWindow();
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.lose());
    assertThrows(RegistrationException.OutcomeUnknown.class, workshop::create);
    right[0] = false;
    Reconciliation result = workshop.reconcileAfterTheWindow();
    assertEquals(List.of(Result.ADOPTED), results(result));
    assertEquals("broken", result.open().get(0).account());
  }

  @Test
  void storeThatCannotBeReadIsToldAsOpen() {
    workshop.store.unreadable = true;
    Reconciliation result = workshop.reconcile();
    assertEquals(1, result.open().size());
    assertTrue(result.open().get(0).reason().contains("the disk is full"));
  }

  // Adoption by hand

  @Test
  void appThatWasMadeElsewhereIsAdoptedWithoutItsSecret() {
    try (Workshop.Elsewhere elsewhere = workshop.elsewhere()) {
      elsewhere.apps().create(Workshop.spec());
    }
    var id = workshop.vendor.apps().get(0).id();
    var adopted = workshop.apps().adopt(id);
    assertTrue(adopted.id().isPresent());
    assertEquals(List.of(), adopted.credentials());
    assertEquals(adopted, workshop.apps().adopt(id));
  }

  @Test
  void appOfAnOpenCreationIsNotAdoptedByHand() {
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.lose());
    assertThrows(RegistrationException.OutcomeUnknown.class, workshop::create);
    var id = workshop.vendor.apps().get(0).id();
    var error = assertThrows(RegistrationException.Conflict.class, () -> workshop.apps().adopt(id));
    assertTrue(error.getMessage().contains(KEY), error.getMessage());
    workshop.reconcileAfterTheWindow();
    assertEquals(1, workshop.apps().adopt(id).credentials().size());
  }
}
