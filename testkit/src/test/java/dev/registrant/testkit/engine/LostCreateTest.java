package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.Workshop.KEY;
import static dev.registrant.testkit.engine.Workshop.WINDOW;
import static dev.registrant.testkit.engine.Workshop.results;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Reconciliation;
import dev.registrant.Reconciliation.Result;
import dev.registrant.Reconciliation.Settled;
import dev.registrant.Registration;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names are not unique: what was lost is looked for in a list. */
class LostCreateTest {
  /** The deadline of a call and the vendor's window. */
  private static final Duration OPEN = Duration.ofSeconds(90);

  private final Workshop workshop = Workshop.listed();
  private final Instant start = workshop.platform.instant();

  @AfterEach
  void close() {
    workshop.close();
  }

  @Test
  void lostCreateIsUnknownAndTellsItsKey() {
    var error = lose(Trouble.lose());
    assertEquals(Outcome.UNKNOWN, error.outcome());
    assertEquals(KEY, error.details().key().orElseThrow());
    assertEquals(1, workshop.requests(Operation.APPS_CREATE));
  }

  @Test
  void beforeTheWindowIsOverItStaysOpenUntilThen() {
    lose(Trouble.drop());
    Reconciliation result = workshop.reconcile();
    assertEquals(List.of(), result.settled());
    assertEquals(1, result.open().size());
    assertEquals(KEY, result.open().get(0).key());
    assertEquals(start.plus(OPEN), result.open().get(0).until().orElseThrow());
  }

  @Test
  void carriedOutCreateIsAdoptedWithANewSecretAndItsName() {
    lose(Trouble.lose());
    Reconciliation result = workshop.reconcileAfterTheWindow();
    assertEquals(List.of(Result.ADOPTED), results(result));
    assertEquals(List.of(), result.open());
    assertEquals(1, workshop.requests(Operation.SECRETS_REPLACE));
    workshop.requireOneGoodApp();
  }

  @Test
  void adoptedAppIsThatOfTheKey() {
    lose(Trouble.lose());
    workshop.reconcileAfterTheWindow();
    Registration again = workshop.create();
    assertEquals(workshop.vendor.apps().get(0), again.app());
    assertEquals(1, again.credentials().size());
    assertEquals(1, workshop.requests(Operation.APPS_CREATE));
  }

  @Test
  void createThatWasNotCarriedOutIsClosedAndItsKeyCreates() {
    lose(Trouble.drop());
    assertEquals(List.of(Result.NOT_APPLIED), results(workshop.reconcileAfterTheWindow()));
    assertEquals(List.of(), workshop.vendor.apps());
    workshop.create();
    workshop.requireOneGoodApp();
  }

  @Test
  void sameKeyBeforeTheWindowIsOverCreatesNothing() {
    lose(Trouble.drop());
    assertThrows(RegistrationException.OutcomeUnknown.class, workshop::create);
    assertEquals(1, workshop.requests(Operation.APPS_CREATE));
  }

  @Test
  void sameKeyAfterTheWindowSettlesByItself() {
    lose(Trouble.lose());
    workshop.platform.advance(WINDOW);
    workshop.create();
    assertEquals(1, workshop.requests(Operation.APPS_CREATE));
    workshop.requireOneGoodApp();
  }

  @Test
  void sameKeyAfterTheWindowCreatesWhatWasNotCarriedOut() {
    lose(Trouble.drop());
    workshop.platform.advance(WINDOW);
    workshop.create();
    assertEquals(2, workshop.requests(Operation.APPS_CREATE));
    workshop.requireOneGoodApp();
  }

  @Test
  void createThatIsCarriedOutWithinTheWindowIsAdopted() {
    lose(Trouble.late(OPEN.minusSeconds(1)));
    workshop.reconcile();
    assertEquals(List.of(Result.ADOPTED), results(workshop.reconcileAfterTheWindow()));
    workshop.requireOneGoodApp();
  }

  @Test
  void listFromBeforeTheWindowWasOverProvesNothing() {
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.drop());
    assertThrows(
        RegistrationException.OutcomeUnknown.class,
        () -> workshop.apps().create(Workshop.spec(), "key-0"));
    workshop.platform.advance(Duration.ofSeconds(10));
    lose(Trouble.late(OPEN.minusMillis(1)));
    workshop.platform.advance(OPEN.minusSeconds(1));
    int[] lists = {0};
    workshop.trouble.onRequest(
        operation -> {
          if (operation == Operation.APPS_LIST && ++lists[0] == 1) {
            // Between this list and what is concluded for the second key its window ends.
            workshop.vendor.listLag(Duration.ofSeconds(5));
          } else if (operation == Operation.APPS_LIST) {
            workshop.vendor.listLag(Duration.ZERO);
          }
        });
    workshop.store.onCommit(() -> workshop.platform.advance(Duration.ofSeconds(2)));
    Reconciliation result = workshop.reconcile();
    assertEquals(List.of(Result.NOT_APPLIED, Result.ADOPTED), results(result));
    assertEquals(2, lists[0]);
  }

  @Test
  void createThatIsCarriedOutAfterAllIsTwiceReportedAndNeverRemoved() {
    lose(Trouble.late(WINDOW.plusHours(1)));
    assertEquals(List.of(Result.NOT_APPLIED), results(workshop.reconcileAfterTheWindow()));
    workshop.create();
    workshop.platform.advance(Duration.ofHours(2));
    for (int i = 0; i < 2; i++) {
      Settled surplus = workshop.reconcile().settled().get(0);
      assertEquals(Result.SURPLUS, surplus.result());
      assertEquals(KEY, surplus.key());
      assertEquals("app-000002", surplus.appId().orElseThrow());
    }
    assertEquals(2, workshop.vendor.appCount());
    workshop.platform.advance(Duration.ofDays(1));
    assertEquals(List.of(), workshop.reconcile().settled());
    assertEquals(0, workshop.requests(Operation.APPS_DELETE));
  }

  @Test
  void surplusThatTurnsUpBeforeAdoptionIsReportedBesideIt() {
    lose(Trouble.late(WINDOW.plusSeconds(1)));
    workshop.reconcileAfterTheWindow();
    lose(Trouble.lose());
    assertEquals(
        List.of(Result.ADOPTED, Result.SURPLUS), results(workshop.reconcileAfterTheWindow()));
    assertEquals(2, workshop.vendor.appCount());
    assertEquals(1, workshop.names().stream().filter("payments"::equals).count());
  }

  @Test
  void lostReplacementOfTheSecretIsWaitedForToo() {
    lose(Trouble.lose());
    workshop.trouble.plan(Operation.SECRETS_REPLACE, Trouble.late(Duration.ofSeconds(50)));
    Reconciliation first = workshop.reconcileAfterTheWindow();
    assertEquals(List.of(), first.settled());
    assertTrue(first.open().get(0).until().orElseThrow().isAfter(workshop.platform.instant()));
    assertEquals(List.of(), workshop.reconcile().settled());
    assertEquals(1, workshop.requests(Operation.SECRETS_REPLACE));
    assertEquals(List.of(Result.ADOPTED), results(workshop.reconcileAfterTheWindow()));
    workshop.requireOneGoodApp();
  }

  @Test
  void appThatTheVendorDoesNotShowAnyMoreIsNotBelievedGone() {
    AppId id = deletedElsewhereBeforeItsAdoption();
    Reconciliation result = workshop.reconcileAfterTheWindow();
    assertEquals(List.of(), result.settled());
    assertTrue(result.open().get(0).reason().contains("does not show"));
    assertEquals(
        Optional.empty(), workshop.store.registration("main", id).orElseThrow().deletedAt());
    var error = assertThrows(RegistrationException.OutcomeUnknown.class, workshop::create);
    assertEquals(List.of(id.value()), error.details().candidates());
  }

  @Test
  void appThatWasDeletedElsewhereIsSettledOnceItIsDeletedHereToo() {
    workshop.apps().delete(deletedElsewhereBeforeItsAdoption());
    Reconciliation result = workshop.reconcileAfterTheWindow();
    assertEquals(List.of(Result.APPLIED), results(result));
    assertEquals(List.of(), workshop.reconcile().open());
    assertThrows(RegistrationException.Conflict.class, workshop::create);
  }

  private AppId deletedElsewhereBeforeItsAdoption() {
    lose(Trouble.lose());
    workshop.trouble.plan(Operation.SECRETS_REPLACE, Trouble.drop());
    workshop.reconcileAfterTheWindow();
    AppId id = workshop.vendor.apps().get(0).id();
    try (Workshop.Elsewhere elsewhere = workshop.elsewhere()) {
      elsewhere.apps().delete(id);
    }
    return id;
  }

  @Test
  void appThatTheVendorDoesNotShowYetIsNotTakenForDeleted() {
    int[] commits = {0};
    workshop.store.failAt(change -> ++commits[0] > 2);
    assertThrows(RegistrationException.OutcomeUnknown.class, workshop::create);
    workshop.store.mend();
    workshop.trouble.plan(Operation.APPS_GET, Trouble.notFound());
    assertEquals(List.of(), workshop.reconcile().settled());
    assertEquals(List.of(Result.ADOPTED), results(workshop.reconcile()));
    workshop.requireOneGoodApp();
  }

  @Test
  void lostRenameIsOwedAndDoneByReconcile() {
    workshop.trouble.plan(
        Operation.APPS_UPDATE, Trouble.drop(), Trouble.drop(), Trouble.drop(), Trouble.drop());
    Registration created = workshop.create();
    assertEquals(1, created.differences().size());
    assertEquals(List.of(Result.DUTY_DONE), results(workshop.reconcile()));
    assertEquals(List.of(), workshop.reconcile().duties());
    workshop.requireOneGoodApp();
  }

  @Test
  void nameThatIsOwedDoesNotUndoAnotherOne() {
    workshop.trouble.plan(Operation.APPS_UPDATE, Trouble.refuse());
    Registration created = workshop.create();
    workshop
        .apps()
        .update(created.app().id(), Workshop.spec().toBuilder().clientName("renamed").build());
    assertEquals(List.of(Result.DUTY_DONE), results(workshop.reconcile()));
    assertEquals(List.of("renamed"), workshop.names());
  }

  private RegistrationException lose(Trouble.Mishap mishap) {
    workshop.trouble.plan(Operation.APPS_CREATE, mishap);
    return assertThrows(RegistrationException.OutcomeUnknown.class, workshop::create);
  }
}
