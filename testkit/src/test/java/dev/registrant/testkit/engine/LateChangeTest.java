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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A change whose answer was lost may be carried out over what was changed since. */
class LateChangeTest {
  private static final Duration LATE = Duration.ofSeconds(40);

  private final Workshop workshop = Workshop.listed();

  @AfterEach
  void close() {
    workshop.close();
  }

  @Test
  void changeThatIsOvertakenByALateOneIsMadeAgain() {
    AppId id = workshop.create().app().id();
    workshop.trouble.plan(Operation.APPS_UPDATE, Trouble.late(LATE));
    rename(id, "X"); // Its first request is lost, and repeated within the call.
    rename(id, "Y");
    workshop.platform.advance(LATE);
    assertEquals(List.of("X"), workshop.names());
    assertEquals(List.of(Result.DUTY_DONE), results(workshop.reconcileAfterTheWindow()));
    assertEquals(List.of("Y"), workshop.names());
    requireNothingLeft();
  }

  @Test
  void changeThatIsOvertakenByOneOfUnknownOutcomeIsMadeAgain() {
    AppId id = workshop.create().app().id();
    workshop.trouble.plan(
        Operation.APPS_UPDATE, Trouble.late(LATE), Trouble.drop(), Trouble.drop(), Trouble.drop());
    assertThrows(RegistrationException.OutcomeUnknown.class, () -> rename(id, "X"));
    rename(id, "Y");
    workshop.platform.advance(LATE);
    assertEquals(List.of("X"), workshop.names());
    workshop.reconcileAfterTheWindow();
    assertEquals(List.of("Y"), workshop.names());
    requireNothingLeft();
  }

  @Test
  void latestOfSeveralChangesHolds() {
    AppId id = workshop.create().app().id();
    workshop.trouble.plan(Operation.APPS_UPDATE, Trouble.late(LATE));
    rename(id, "X");
    rename(id, "Y");
    rename(id, "Z");
    workshop.reconcileAfterTheWindow();
    assertEquals(List.of("Z"), workshop.names());
    requireNothingLeft();
  }

  @Test
  void nothingIsSentIfTheLateOneNeverCame() {
    AppId id = workshop.create().app().id();
    workshop.trouble.plan(Operation.APPS_UPDATE, Trouble.drop());
    rename(id, "X");
    rename(id, "Y");
    long before = workshop.requests(Operation.APPS_UPDATE);
    workshop.reconcileAfterTheWindow();
    assertEquals(before, workshop.requests(Operation.APPS_UPDATE));
    assertEquals(List.of("Y"), workshop.names());
    requireNothingLeft();
  }

  @Test
  void whatSomebodyElseChangedSinceIsNotContradicted() {
    AppId id = workshop.create().app().id();
    workshop.trouble.plan(Operation.APPS_UPDATE, Trouble.late(LATE));
    rename(id, "X");
    rename(id, "Y");
    workshop.platform.advance(LATE);
    try (Workshop.Elsewhere elsewhere = workshop.elsewhere()) {
      elsewhere.apps().update(id, named("theirs"));
    }
    workshop.reconcileAfterTheWindow();
    assertEquals(List.of("theirs"), workshop.names());
    requireNothingLeft();
  }

  @Test
  void lateChangeOfAnotherFieldIsNoConcern() {
    AppId id = workshop.create().app().id();
    workshop.trouble.plan(Operation.APPS_UPDATE, Trouble.drop());
    rename(id, "X");
    workshop.apps().update(id, ClientMetadata.builder().set("token_ttl_seconds", 90).build());
    assertEquals(0, workshop.registrant().backlog().get(0).duties());
  }

  @Test
  void nothingIsOwedOnceTheLateOneCannotComeAnyMore() {
    AppId id = workshop.create().app().id();
    workshop.trouble.plan(Operation.APPS_UPDATE, Trouble.drop());
    rename(id, "X");
    workshop.platform.advance(Workshop.WINDOW);
    rename(id, "Y");
    assertEquals(0, workshop.registrant().backlog().get(0).duties());
  }

  @Test
  void lateRenameOfACreationDoesNotUndoALaterOne() {
    workshop.trouble.plan(
        Operation.APPS_UPDATE, Trouble.late(LATE), Trouble.drop(), Trouble.drop(), Trouble.drop());
    AppId id = workshop.create().app().id();
    rename(id, "Y");
    workshop.platform.advance(LATE);
    assertEquals(List.of("payments"), workshop.names());
    workshop.reconcileAfterTheWindow();
    assertEquals(List.of("Y"), workshop.names());
    requireNothingLeft();
  }

  @Test
  void creationThatWasCutOffDoesNotUndoARenameOfTheHost() {
    workshop.trouble.plan(Operation.APPS_UPDATE, Trouble.interrupt(false));
    assertThrows(RegistrationException.Interrupted.class, workshop::create);
    assertTrue(Thread.interrupted());
    rename(workshop.vendor.apps().get(0).id(), "Y");
    workshop.reconcileAfterTheWindow();
    assertEquals(List.of("Y"), workshop.names());
    requireNothingLeft();
  }

  private void rename(AppId id, String name) {
    workshop.apps().update(id, named(name));
  }

  private static ClientMetadata named(String name) {
    return ClientMetadata.builder().clientName(name).build();
  }

  private void requireNothingLeft() {
    Reconciliation rest = workshop.reconcileAfterTheWindow();
    assertEquals(List.of(), rest.open());
    assertEquals(List.of(), rest.duties());
    workshop.platform.advance(Duration.ofDays(2));
    workshop.reconcile();
    assertEquals(List.of(), workshop.store.openIntents("main", workshop.platform.instant()));
  }
}
