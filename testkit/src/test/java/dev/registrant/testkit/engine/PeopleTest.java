package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Account;
import dev.registrant.AccountConfiguration;
import dev.registrant.OutstandingAction;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.Registration;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.HumanSteps.Evidence;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.testkit.FakePlatform;
import dev.registrant.testkit.contract.NoSecretLeaks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do where the vendor has no API. */
class PeopleTest {
  private static final Secret SECRET = Secret.of("brought-in-an-envelope");
  private static final Evidence RECEIPT =
      new Evidence(Map.of("number", "17"), Map.of("secret", SECRET));

  @RegisterExtension final NoSecretLeaks leaks = new NoSecretLeaks();
  private final FailingStore store = new FailingStore();
  private final FakePlatform platform = new FakePlatform();
  private Registrant registrant = start();

  private Registrant start() {
    return Registrant.builder()
        .providers(ProviderCatalog.of(List.of(new PaperProvider())))
        .platform(platform)
        .store(store)
        .account(AccountConfiguration.builder("main", "paper").build())
        .build();
  }

  @BeforeEach
  void watch() {
    leaks.watch(SECRET);
  }

  @AfterEach
  void close() {
    registrant.close();
  }

  @Test
  void newAppIsPendingWithWhatIsToBeDone() {
    Registration planned = account().apps().create(named("x"), "key");
    assertEquals(AppStatus.PENDING, planned.app().status());
    assertEquals(planned.id().orElseThrow().value(), planned.app().id().value());
    assertEquals(List.of("file"), steps(planned.actions()));
    assertEquals(planned.actions(), account().actions().open());
  }

  @Test
  void sameKeyGivesTheSamePlan() {
    Registration planned = account().apps().create(named("x"), "key");
    assertEquals(planned, account().apps().create(named("x"), "key"));
    assertThrows(
        RegistrationException.Conflict.class, () -> account().apps().create(named("y"), "key"));
  }

  @Test
  void everyWrongEvidenceIsToldAtOnceAndTheActionStaysOpen() {
    String id = plan();
    var error =
        assertThrows(
            RegistrationException.InvalidRequest.class,
            () ->
                account()
                    .actions()
                    .complete(
                        id,
                        new Evidence(Map.of("secret", SECRET.reveal(), "numbre", "17"), Map.of())));
    leaks.requireClean(error);
    assertEquals(
        List.of("secret secret", "numbre unknown-field", "number required"),
        error.details().violations().stream().map(v -> v.field() + " " + v.code()).toList());
    assertEquals(1, account().actions().open().size());
  }

  @Test
  void evidenceThatTheProviderRefusesKeepsTheActionOpen() {
    String id = plan();
    Evidence wrong = new Evidence(Map.of("number", "x"), Map.of("secret", SECRET));
    assertThrows(
        RegistrationException.InvalidRequest.class, () -> account().actions().complete(id, wrong));
    assertEquals(1, account().actions().open().size());
    account().actions().complete(id, RECEIPT);
  }

  @Test
  void completedActionGivesTheAppItsIdAndItsSecretInAnotherProcess() {
    Registration planned = account().apps().create(named("x"), "key");
    registrant.close();
    registrant = start();
    Registration filed = account().actions().complete(planned.actions().get(0).id(), RECEIPT);
    leaks.requireClean("the registration", filed);
    assertEquals(planned.id(), filed.id());
    assertEquals(new AppId("17"), filed.app().id());
    assertEquals(AppStatus.ACTIVE, filed.app().status());
    assertEquals(List.of(), filed.actions());
    assertEquals(SECRET, account().secrets().reveal(filed.credentials().get(0).id()));
    assertEquals(filed, account().apps().find(planned.app().id()));
    assertEquals(filed, account().apps().find(new AppId("17")));
  }

  @Test
  void claimIsKeptWithoutSecrets() {
    String id = plan();
    account().actions().complete(id, RECEIPT);
    OutstandingAction action = store.actions("main").get(0);
    assertEquals(OutstandingAction.State.CLAIMED, action.state());
    assertEquals(Map.of("number", "17"), action.claimed());
    leaks.requireClean("the action", action);
  }

  @Test
  void completedActionIsNotCompletedAgain() {
    String id = plan();
    account().actions().complete(id, RECEIPT);
    assertThrows(
        RegistrationException.Conflict.class, () -> account().actions().complete(id, RECEIPT));
    assertThrows(
        RegistrationException.NotFound.class, () -> account().actions().complete("act_x", RECEIPT));
  }

  @Test
  void evidenceThatCannotBeStoredKeepsTheActionOpen() {
    String id = plan();
    store.failAt(change -> true);
    assertThrows(
        RegistrationException.SecretNotStored.class,
        () -> account().actions().complete(id, RECEIPT));
    store.mend();
    assertEquals(1, account().actions().open().size());
    account().actions().complete(id, RECEIPT);
  }

  @Test
  void actionIsSkippedForAReason() {
    String id = plan();
    assertThrows(
        RegistrationException.InvalidRequest.class, () -> account().actions().skip(id, " "));
    OutstandingAction skipped = account().actions().skip(id, "not needed");
    assertEquals(OutstandingAction.State.SKIPPED, skipped.state());
    assertEquals(Map.of("reason", "not needed"), skipped.claimed());
    assertEquals(List.of(), account().actions().open());
  }

  @Test
  void wrongReportIsTakenBackAndCorrected() {
    String id = plan();
    account().actions().complete(id, RECEIPT);
    registrant.close();
    registrant = start();
    Registration reopened = account().actions().reopen(id, "misread");
    assertEquals(List.of(id), ids(reopened.actions()));
    OutstandingAction record = account().actions().all().get(1);
    assertEquals(OutstandingAction.State.WITHDRAWN, record.state());
    assertEquals(Map.of("number", "17", "reopened", "misread"), record.claimed());
    leaks.requireClean("the record", record);
    Evidence right = new Evidence(Map.of("number", "18"), Map.of("secret", Secret.of("other")));
    assertEquals(new AppId("18"), account().actions().complete(id, right).app().id());
    assertThrows(
        RegistrationException.Conflict.class,
        () -> account().actions().reopen(record.id(), "the record"));
  }

  @Test
  void actionThatWasLeftOutIsReopened() {
    String id = plan();
    account().actions().skip(id, "not needed");
    assertEquals(List.of(id), ids(account().actions().reopen(id, "needed").actions()));
    account().actions().complete(id, RECEIPT);
  }

  @Test
  void whatIsOpenUnknownOrOfADeletedAppIsNotReopened() {
    String id = plan();
    assertThrows(RegistrationException.Conflict.class, () -> account().actions().reopen(id, "why"));
    assertThrows(
        RegistrationException.InvalidRequest.class, () -> account().actions().reopen(id, " "));
    assertThrows(
        RegistrationException.NotFound.class, () -> account().actions().reopen("act_x", "why"));
    AppId app = account().actions().complete(id, RECEIPT).app().id();
    String withdraw = account().apps().delete(app).orElseThrow().actions().get(0).id();
    account().actions().complete(withdraw, new Evidence(Map.of(), Map.of()));
    assertThrows(RegistrationException.NotFound.class, () -> account().actions().reopen(id, "why"));
  }

  @Test
  void laterReportOfTheSameStepIsTakenBackFirst() {
    Registration planned = account().apps().create(named("x"), "key");
    AppId app = planned.app().id();
    Evidence nothing = new Evidence(Map.of(), Map.of());
    String first = change(app, "y");
    account().actions().complete(first, nothing);
    String second = change(app, "z");
    account().actions().complete(second, nothing);
    var error =
        assertThrows(
            RegistrationException.Conflict.class, () -> account().actions().reopen(first, "why"));
    assertTrue(error.advice().contains(second), error.advice());
    account().actions().reopen(second, "why");
  }

  @Test
  void secretOfAnotherAppIsRefused() {
    account().actions().complete(plan(), RECEIPT);
    String other = account().apps().create(named("y"), "key-2").actions().get(0).id();
    Evidence slip = new Evidence(Map.of("number", "18"), Map.of("secret", SECRET));
    var error =
        assertThrows(
            RegistrationException.InvalidRequest.class,
            () -> account().actions().complete(other, slip));
    leaks.requireClean(error);
    assertEquals("secret", error.details().violations().get(0).field());
    assertEquals(1, account().actions().open().size());
  }

  @Test
  void deletionIsDoneByPeopleAndWithdrawsWhatIsOpen() {
    Registration planned = account().apps().create(named("x"), "key");
    account().apps().update(planned.app().id(), named("y"));
    Optional<Registration> deleting = account().apps().delete(planned.app().id());
    List<OutstandingAction> open = deleting.orElseThrow().actions();
    assertEquals(List.of("file", "change", "withdraw"), steps(open));
    account().actions().complete(open.get(2).id(), new Evidence(Map.of(), Map.of()));
    assertEquals(List.of(), account().actions().open());
    assertThrows(
        RegistrationException.NotFound.class, () -> account().apps().find(planned.app().id()));
    assertThrows(
        RegistrationException.Conflict.class, () -> account().apps().create(named("x"), "key"));
  }

  @Test
  void stepThatIsPlannedAgainReplacesTheOpenOne() {
    Registration planned = account().apps().create(named("x"), "key");
    account().apps().update(planned.app().id(), named("y"));
    Registration again = account().apps().update(planned.app().id(), named("z"));
    assertEquals(List.of("file", "change"), steps(again.actions()));
    assertEquals(Optional.of("z"), again.app().metadata().clientName());
  }

  @Test
  void listAndReconcileAskNobody() {
    account().apps().create(named("x"), "key");
    assertEquals(1, account().apps().list().count());
    assertEquals(List.of(), registrant.reconcile().open());
  }

  @Test
  void errorsTellTheAccount() {
    var error =
        assertThrows(
            RegistrationException.NotFound.class, () -> account().apps().find(new AppId("18")));
    assertEquals("main", error.details().account().orElseThrow());
    assertFalse(error.advice().isBlank());
    assertTrue(error.getMessage().contains("18"));
  }

  private String change(AppId app, String name) {
    return account().apps().update(app, named(name)).actions().stream()
        .filter(action -> action.action().step().equals("change"))
        .map(OutstandingAction::id)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> ids(List<OutstandingAction> actions) {
    return actions.stream().map(OutstandingAction::id).toList();
  }

  private String plan() {
    return account().apps().create(named("x"), "key").actions().get(0).id();
  }

  private Account account() {
    return registrant.account("main");
  }

  private static List<String> steps(List<OutstandingAction> actions) {
    return actions.stream().map(action -> action.action().step()).toList();
  }
}
