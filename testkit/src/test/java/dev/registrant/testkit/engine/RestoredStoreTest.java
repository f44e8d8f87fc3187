package dev.registrant.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Reconciliation;
import dev.registrant.Reconciliation.Result;
import dev.registrant.Reconciliation.Settled;
import dev.registrant.Store.Standing;
import dev.registrant.spi.App;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a reconciliation does for a store that was restored from an older copy. */
class RestoredStoreTest {
  private final Workshop workshop = Workshop.listed();

  @AfterEach
  void close() {
    workshop.close();
  }

  @Test
  void nothingIsSettledBeforeItIsAccepted() {
    workshop.store.standing = Standing.RESTORED;
    var error = assertThrows(RegistrationException.Unavailable.class, workshop::reconcile);
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
    assertTrue(error.problem().contains("restored copy"), error.problem());
    assertTrue(error.advice().contains("store accept-restored"), error.advice());
    assertEquals(List.of(), workshop.store.reconciled());
    assertEquals(0, workshop.requests(Operation.APPS_LIST));
  }

  @Test
  void appsThatItDoesNotKnowAreSurplus() {
    App known = workshop.create().app();
    App unknown;
    try (Workshop.Elsewhere elsewhere = workshop.elsewhere()) {
      unknown = elsewhere.apps().create(StubProvider.named("made after the copy")).app();
    }
    workshop.store.standing = Standing.ACCEPTED;
    Reconciliation found = workshop.reconcile();
    assertEquals(1, found.settled().size(), found.settled().toString());
    Settled surplus = found.settled().get(0);
    assertEquals(Result.SURPLUS, surplus.result());
    assertEquals(Optional.of(unknown.id().value()), surplus.appId());
    assertEquals("", surplus.key());
    assertTrue(surplus.reason().contains("made after the copy, or elsewhere"), surplus.reason());
    assertEquals(List.of("main"), workshop.store.reconciled());
    assertEquals(2, workshop.vendor.apps().size(), "nothing is removed");
    assertEquals(known.id(), workshop.create().app().id());
    assertEquals(List.of(), workshop.reconcile().settled(), "told once");
  }

  @Test
  void theAuditTrailKeepsWhatIsUnknown() {
    App unknown;
    try (Workshop.Elsewhere elsewhere = workshop.elsewhere()) {
      unknown = elsewhere.apps().create(StubProvider.named("made after the copy")).app();
    }
    workshop.store.standing = Standing.ACCEPTED;
    workshop.reconcile();
    assertEquals(
        List.of("app.unknown " + unknown.id(), "copy.reconciled main"),
        workshop.store.audit(10).stream()
            .map(event -> event.event() + " " + event.subject())
            .filter(event -> event.startsWith("app.unknown") || event.startsWith("copy."))
            .sorted()
            .toList());
  }

  @Test
  void itStaysToBeReconciledWhenWhatIsUnknownCannotBeKept() {
    try (Workshop.Elsewhere elsewhere = workshop.elsewhere()) {
      elsewhere.apps().create(StubProvider.named("made after the copy"));
    }
    workshop.store.standing = Standing.ACCEPTED;
    workshop.store.failAt(1);
    assertEquals(1, workshop.reconcile().open().size());
    assertEquals(List.of(), workshop.store.reconciled());
  }

  @Test
  void itStaysToBeReconciledWhenTheVendorDoesNotListItsApps() {
    workshop.store.standing = Standing.ACCEPTED;
    workshop.trouble.plan(Operation.APPS_LIST, Trouble.refuse());
    Reconciliation found = workshop.reconcile();
    assertEquals(1, found.open().size());
    assertEquals(List.of(), workshop.store.reconciled());
    workshop.reconcile();
    assertEquals(List.of("main"), workshop.store.reconciled());
  }

  @Test
  void aStoreThatIsNoCopyIsNotCompared() {
    workshop.create();
    int before = (int) workshop.requests(Operation.APPS_LIST);
    assertEquals(List.of(), workshop.reconcile().settled());
    assertEquals(before, workshop.requests(Operation.APPS_LIST));
    assertEquals(List.of(), workshop.store.reconciled());
  }
}
