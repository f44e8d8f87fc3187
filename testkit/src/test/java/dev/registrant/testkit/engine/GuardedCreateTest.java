package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.Workshop.KEY;
import static dev.registrant.testkit.engine.Workshop.results;
import static dev.registrant.testkit.engine.Workshop.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Reconciliation;
import dev.registrant.Reconciliation.Result;
import dev.registrant.Registrant;
import dev.registrant.Registration;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names are unique: the refusal of a repeated create proves the first one. */
class GuardedCreateTest {
  private final Workshop workshop = Workshop.guarded();

  @AfterEach
  void close() {
    workshop.close();
  }

  @Test
  void lostAnswerIsSettledInTheCallByTheRefusalOfTheRepeat() {
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.lose());
    Registration created = workshop.create();
    assertEquals(2, workshop.requests(Operation.APPS_CREATE));
    assertEquals(1, workshop.vendor.appCount());
    workshop.requireWorkingCredential(created.app());
  }

  @Test
  void workingNameGuardsUntilTheLostRequestIsOver() {
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.lose());
    workshop.create();
    assertTrue(workshop.names().get(0).startsWith("registrant-"));
    Reconciliation early = workshop.reconcile();
    assertEquals(1, early.duties().size());
    assertTrue(workshop.names().get(0).startsWith("registrant-"));
    assertEquals(List.of(Result.DUTY_DONE), results(workshop.reconcileAfterTheWindow()));
    workshop.requireOneGoodApp();
  }

  @Test
  void droppedRequestIsRepeatedInTheCall() {
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.drop());
    workshop.create();
    workshop.reconcileAfterTheWindow();
    workshop.requireOneGoodApp();
  }

  @Test
  void requestThatIsCarriedOutLateMeetsTheGuard() {
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.late(Duration.ofSeconds(60)));
    workshop.create();
    workshop.platform.advance(Duration.ofSeconds(61));
    workshop.reconcile();
    assertEquals(1, workshop.vendor.appCount());
    workshop.reconcileAfterTheWindow();
    workshop.requireOneGoodApp();
  }

  @Test
  void searchThatLagsIsWaitedFor() {
    workshop.vendor.listLag(Duration.ofSeconds(5));
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.lose());
    Registration created = workshop.create();
    workshop.requireWorkingCredential(created.app());
    assertTrue(workshop.platform.slept().compareTo(Duration.ofSeconds(4)) > 0);
  }

  @Test
  void searchThatLagsLongerThanTheCallLeavesItUnknownUntilReconciled() {
    workshop.vendor.listLag(Duration.ofSeconds(45));
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.lose());
    var error = assertThrows(RegistrationException.OutcomeUnknown.class, workshop::create);
    assertEquals(KEY, error.details().key().orElseThrow());
    assertEquals(List.of(Result.ADOPTED), results(workshop.reconcileAfterTheWindow()));
    workshop.requireOneGoodApp();
  }

  @Test
  void finalNameThatIsTakenIsAConflictBeforeAnythingIsSent() {
    try (Workshop.Elsewhere elsewhere = workshop.elsewhere()) {
      elsewhere.apps().create(spec());
    }
    long creates = workshop.requests(Operation.APPS_CREATE);
    var error = assertThrows(RegistrationException.Conflict.class, workshop::create);
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
    assertEquals(List.of("app-000001"), error.details().candidates());
    assertEquals(creates, workshop.requests(Operation.APPS_CREATE));
    assertEquals(List.of(), workshop.reconcile().open());
  }

  @Test
  void refusedRenameLeavesAUsableAppAndADuty() {
    workshop.trouble.plan(Operation.APPS_UPDATE, Trouble.conflict());
    Registration created = workshop.create();
    workshop.requireWorkingCredential(created.app());
    assertFalse(created.differences().isEmpty());
    Reconciliation result = workshop.reconcile();
    assertEquals(List.of(Result.DUTY_DONE), results(result));
    assertEquals(List.of(), result.duties());
    workshop.requireOneGoodApp();
  }

  @Test
  void renameThatStaysRefusedStaysOwed() {
    workshop.trouble.plan(
        Operation.APPS_UPDATE, Trouble.conflict(), Trouble.conflict(), Trouble.conflict());
    workshop.create();
    assertEquals(1, workshop.reconcile().duties().size());
    assertEquals(1, workshop.reconcile().duties().size());
    assertEquals(List.of(), workshop.reconcile().duties());
    workshop.requireOneGoodApp();
  }

  @Test
  void conflictWithoutALostRequestIsToldAtOnce() {
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.conflict());
    var error = assertThrows(RegistrationException.Conflict.class, workshop::create);
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
    assertTrue(error.problem().contains("the project is full"), error.problem());
    assertEquals(List.of(), workshop.platform.sleeps());
    workshop.create();
    workshop.requireOneGoodApp();
  }

  @Test
  void refusalOfTheRepeatLeavesTheFirstRequestUnknown() {
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.lose(), Trouble.refuse());
    var error = assertThrows(RegistrationException.Denied.class, workshop::create);
    assertEquals(Outcome.UNKNOWN, error.outcome());
    assertEquals(List.of(Result.ADOPTED), results(workshop.reconcileAfterTheWindow()));
    workshop.requireOneGoodApp();
  }

  @Test
  void sameKeyAfterAnUnknownOutcomeProbesAtOnce() {
    workshop.trouble.plan(
        Operation.APPS_CREATE, Trouble.lose(), Trouble.drop(), Trouble.drop(), Trouble.drop());
    assertThrows(RegistrationException.OutcomeUnknown.class, workshop::create);
    workshop.create();
    assertEquals(1, workshop.vendor.appCount());
    workshop.reconcileAfterTheWindow();
    workshop.requireOneGoodApp();
  }

  @Test
  void requestOfAProcessThatDiedIsWatchedForToo() {
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.late(Duration.ofHours(2)));
    // It has taken a lease and written its intent, which is two steps, and dies before repeating.
    Fate fate = Fate.toDieAt(4);
    Registrant dying =
        workshop.start(workshop.platform, new ProcessStore(workshop.store, fate, () -> false));
    workshop.trouble.onRequest(
        operation -> {
          if (workshop.requests(Operation.APPS_CREATE) == 2) {
            fate.step();
          }
        });
    assertThrows(Fate.ProcessDied.class, () -> dying.account("main").apps().create(spec(), KEY));
    workshop.trouble.end();
    assertEquals(0, workshop.vendor.appCount());
    workshop.platform.advance(Workshop.WINDOW);
    workshop.create();
    workshop.requireOneGoodApp();
    workshop.platform.advance(Duration.ofHours(3));
    assertEquals(List.of(Result.SURPLUS), results(workshop.reconcile()));
    assertEquals(2, workshop.vendor.appCount());
  }

  @Test
  void nameGivenWhileTheWorkingNameGuardsIsOwed() {
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.late(Duration.ofSeconds(60)));
    Registration created = workshop.create();
    ClientMetadata change =
        ClientMetadata.builder().clientName("renamed").set("token_ttl_seconds", 60).build();
    Registration updated = workshop.apps().update(created.app().id(), change);
    assertEquals("client_name", updated.differences().get(0).field());
    assertEquals(1, updated.differences().size());
    workshop.reconcileAfterTheWindow();
    assertEquals(List.of("renamed"), workshop.names());
  }

  @Test
  void reconcileNeverCreates() {
    workshop.trouble.plan(
        Operation.APPS_CREATE, Trouble.drop(), Trouble.drop(), Trouble.drop(), Trouble.drop());
    assertThrows(RegistrationException.OutcomeUnknown.class, workshop::create);
    long creates = workshop.requests(Operation.APPS_CREATE);
    workshop.reconcile();
    assertEquals(List.of(Result.NOT_APPLIED), results(workshop.reconcileAfterTheWindow()));
    assertEquals(creates, workshop.requests(Operation.APPS_CREATE));
  }
}
