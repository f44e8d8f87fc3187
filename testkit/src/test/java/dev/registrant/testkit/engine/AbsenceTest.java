package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.Workshop.results;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Reconciliation;
import dev.registrant.Reconciliation.Result;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A vendor that says "no such app" may mean that it does not show it. */
class AbsenceTest {
  private final Workshop workshop = Workshop.listed();
  private AppId id = new AppId("none");

  @BeforeEach
  void create() {
    id = workshop.create().app().id();
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  @Test
  void lostChangeOfAnAppThatIsNotShownStaysOpen() {
    loseChange();
    workshop.trouble.plan(Operation.APPS_GET, Trouble.notFound());
    Reconciliation result = workshop.reconcileAfterTheWindow();
    assertEquals(List.of(), result.settled());
    assertTrue(result.open().get(0).reason().contains("does not show"));
    requireKept();
    assertEquals(List.of(Result.NOT_APPLIED), results(workshop.reconcile()));
  }

  @Test
  void lostDeletionOfAnAppThatIsStillListedIsNotCarriedOut() {
    loseDeletion();
    workshop.trouble.plan(Operation.APPS_GET, Trouble.notFound());
    assertEquals(List.of(), workshop.reconcileAfterTheWindow().settled());
    requireKept();
    assertEquals(List.of(Result.NOT_APPLIED), results(workshop.reconcile()));
  }

  @Test
  void lostDeletionIsNotBelievedByAListThatHasNoneOfTheAccountsApps() {
    workshop.apps().create(Workshop.spec().toBuilder().clientName("second").build(), "key-2");
    loseDeletion();
    workshop.trouble.plan(Operation.APPS_GET, Trouble.notFound());
    workshop.vendor.listLag(Duration.ofDays(1));
    assertEquals(List.of(), workshop.reconcileAfterTheWindow().settled());
    requireKept();
  }

  @Test
  void deletionThatWasCarriedOutIsBelieved() {
    workshop.trouble.plan(Operation.APPS_DELETE, Trouble.interrupt(true));
    assertThrows(RegistrationException.Interrupted.class, () -> workshop.apps().delete(id));
    assertTrue(Thread.interrupted());
    assertEquals(List.of(Result.APPLIED), results(workshop.reconcile()));
    assertEquals(Optional.empty(), workshop.store.registration("main", id));
  }

  @Test
  void appThatIsDeletedHereAfterItWasDeletedElsewhereIsGone() {
    try (Workshop.Elsewhere elsewhere = workshop.elsewhere()) {
      elsewhere.apps().delete(id);
    }
    workshop.apps().delete(id);
    assertEquals(Optional.empty(), workshop.store.registration("main", id));
  }

  @Test
  void appThatIsListedIsNotTakenForDeletedThoughItIsNotShown() {
    workshop.trouble.plan(Operation.APPS_GET, Trouble.notFound());
    assertThrows(RegistrationException.NotFound.class, () -> workshop.apps().delete(id));
    requireKept();
  }

  private void loseChange() {
    workshop.trouble.plan(
        Operation.APPS_UPDATE, Trouble.drop(), Trouble.drop(), Trouble.drop(), Trouble.drop());
    assertThrows(
        RegistrationException.OutcomeUnknown.class,
        () ->
            workshop
                .apps()
                .update(id, ClientMetadata.builder().set("token_ttl_seconds", 90).build()));
  }

  private void loseDeletion() {
    workshop.trouble.plan(
        Operation.APPS_DELETE, Trouble.drop(), Trouble.drop(), Trouble.drop(), Trouble.drop());
    assertThrows(RegistrationException.OutcomeUnknown.class, () -> workshop.apps().delete(id));
  }

  private void requireKept() {
    workshop.requireWorkingCredential(
        workshop.vendor.apps().stream()
            .filter(app -> app.id().equals(id))
            .findFirst()
            .orElseThrow());
  }
}
