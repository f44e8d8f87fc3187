package dev.registrant.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Backlog;
import dev.registrant.Reconciliation;
import dev.registrant.Reconciliation.Open;
import dev.registrant.Reconciliation.Result;
import dev.registrant.Store.DamagedIntent;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An intent that cannot be read stops no other. */
class DamagedIntentTest {
  private final Workshop workshop = Workshop.listed();

  @AfterEach
  void close() {
    workshop.close();
  }

  @Test
  void reconcileSettlesTheOthersAndNamesTheDamagedOne() {
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.lose());
    assertThrows(RegistrationException.OutcomeUnknown.class, workshop::create);
    workshop.store.damaged = List.of(new DamagedIntent("key-2", "the row key-2 cannot be read"));
    Reconciliation found = workshop.reconcileAfterTheWindow();
    assertEquals(List.of(Result.ADOPTED), Workshop.results(found));
    workshop.requireOneGoodApp();
    assertEquals(1, found.open().size());
    Open open = found.open().get(0);
    assertEquals("key-2", open.key());
    assertEquals("main", open.account());
    assertEquals(Optional.empty(), open.until());
    assertTrue(open.reason().startsWith("the row key-2 cannot be read; "), open.reason());
    assertTrue(open.reason().contains("look for its app at the vendor"), open.reason());
  }

  @Test
  void backlogCountsItAsWaitingForADecision() {
    workshop.store.damaged = List.of(new DamagedIntent("key-2", "the row key-2 cannot be read"));
    Backlog backlog = workshop.registrant().backlog().get(0);
    assertEquals(1, backlog.openIntents());
    assertEquals(1, backlog.decisions());
  }
}
