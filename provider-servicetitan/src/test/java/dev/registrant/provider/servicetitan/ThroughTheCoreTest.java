package dev.registrant.provider.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Account;
import dev.registrant.AccountConfiguration;
import dev.registrant.CredentialInfo;
import dev.registrant.OutstandingAction;
import dev.registrant.Registrant;
import dev.registrant.Registration;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.HumanSteps.Evidence;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.testkit.FaultKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both modes with the core around them and a simulated ServiceTitan behind them. */
class ThroughTheCoreTest {
  private static final Evidence ALLOWED = new Evidence(Map.of("decision", "allowed"), Map.of());

  private final PortalStage vendor = new PortalStage();
  private final Registrant registrant =
      Registrant.builder()
          .account(AccountConfiguration.builder("people", "servicetitan").build())
          .account(
              AccountConfiguration.builder("portal", "servicetitan")
                  .setting("mode", "portal")
                  .setting("requestsPerSecond", "100")
                  .setting("portalUrl", vendor.account("portalUrl"))
                  .secret("portalToken", () -> Secret.of(vendor.account("portalToken")))
                  .build())
          .build();

  @AfterEach
  void close() throws Exception {
    registrant.close();
    vendor.close();
  }

  @Test
  void peopleTakeAnAppFromNothingToItsEnd() {
    Account people = registrant.account("people");
    Registration begun = people.apps().create(Apps.named("demo").build());
    assertEquals(AppStatus.PENDING, begun.app().status());
    String made =
        vendor.human(
            "\"act\":\"create-app\",\"name\":\"demo\",\"organizationName\":\"Acme\","
                + "\"homepageUrl\":\"https://acme.example\",\"tenants\":[\"12345\"],"
                + "\"scopes\":[\"tn.crm.customers:r\"]");
    Registration keyed =
        people
            .actions()
            .complete(
                only(people).id(),
                new Evidence(
                    Map.of("app_id", member(made, "appId")),
                    Map.of("app_key", Secret.of(member(made, "appKey")))));
    assertEquals(CredentialKind.APP_KEY, keyed.credentials().get(0).kind());
    Registration allowed =
        people
            .actions()
            .complete(only(people).id(), new Evidence(Map.of("decision", "allowed"), Map.of()));
    assertEquals(AppStatus.ACTIVE, allowed.app().status());
    AppId id = allowed.app().id();
    people.apps().delete(id);
    people.actions().complete(only(people).id(), new Evidence(Map.of("confirm", "demo"), Map.of()));
    assertThrows(RegistrationException.NotFound.class, () -> people.apps().find(id));
  }

  @Test
  void wrongKeyIsCorrectedByReopeningItsStep() {
    Account people = registrant.account("people");
    people.apps().create(Apps.named("demo").build());
    String step = only(people).id();
    people.actions().complete(step, made("p1", "ak1.wrong"));
    people.actions().complete(only(people).id(), ALLOWED);
    Registration reopened = people.actions().reopen(step, "that was the key of another app");
    assertEquals(AppStatus.PENDING, reopened.app().status());
    assertEquals(CredentialInfo.State.REVOKED, reopened.credentials().get(0).state());
    assertEquals(step, only(people).id());
    Registration corrected = people.actions().complete(step, made("p2", "ak1.right"));
    assertEquals(new AppId("p2"), corrected.app().id());
    List<CredentialInfo> current =
        corrected.credentials().stream()
            .filter(one -> one.state() == CredentialInfo.State.CURRENT)
            .toList();
    assertEquals(1, current.size());
    assertEquals(Secret.of("ak1.right"), people.secrets().reveal(current.get(0).id()));
    assertTrue(
        people.actions().all().stream()
            .anyMatch(
                one ->
                    one.state() == OutstandingAction.State.WITHDRAWN
                        && one.claimed().containsValue("that was the key of another app")
                        && one.claimed().containsValue("p1")));
  }

  @Test
  void keyThatIsBroughtBackOnceMoreCountsAgain() {
    Account people = registrant.account("people");
    people.apps().create(Apps.named("demo").build());
    String step = only(people).id();
    people.actions().complete(step, made("p1", "ak1.key"));
    people.actions().reopen(step, "the id was wrong");
    Registration corrected = people.actions().complete(step, made("p2", "ak1.key"));
    CredentialInfo current =
        corrected.credentials().stream()
            .filter(one -> one.state() == CredentialInfo.State.CURRENT)
            .findFirst()
            .orElseThrow();
    assertEquals(Secret.of("ak1.key"), people.secrets().reveal(current.id()));
  }

  @Test
  void keyAndIdOfAnotherAppAreRefused() {
    Account people = registrant.account("people");
    Registration first = people.apps().create(Apps.named("one").build());
    people.actions().complete(only(people).id(), made("p1", "ak1.one"));
    String second = people.apps().create(Apps.named("two").build()).actions().get(0).id();
    for (Evidence slip : List.of(made("p2", "ak1.one"), made("p1", "ak1.two"))) {
      RegistrationException thrown =
          assertThrows(
              RegistrationException.InvalidRequest.class,
              () -> people.actions().complete(second, slip));
      assertEquals("duplicate", thrown.details().violations().get(0).code());
      assertTrue(thrown.getMessage().contains(first.id().orElseThrow().value()));
      assertFalse(thrown.getMessage().contains("ak1.one"));
    }
    people.actions().complete(second, made("p2", "ak1.two"));
  }

  @Test
  void creationThatWasLeftOutIsTakenUpByItsKey() {
    Account people = registrant.account("people");
    ClientMetadata wanted = Apps.named("demo").build();
    AppId id = people.apps().create(wanted, "key-1").app().id();
    people.actions().skip(only(people).id(), "not this year");
    assertEquals(List.of(), people.actions().open());
    assertEquals(id, people.apps().create(wanted, "key-1").app().id());
    people.actions().complete(only(people).id(), made("p1", "ak1.key"));
  }

  @Test
  void creationThatWasLeftOutCanBeGivenUp() {
    Account people = registrant.account("people");
    AppId id = people.apps().create(Apps.named("demo").build()).app().id();
    people.actions().skip(only(people).id(), "not this year");
    people.apps().delete(id);
    people.actions().complete(only(people).id(), new Evidence(Map.of("confirm", "demo"), Map.of()));
    assertThrows(RegistrationException.NotFound.class, () -> people.apps().find(id));
  }

  @Test
  void creationThatWasLeftOutIsReopened() {
    Account people = registrant.account("people");
    people.apps().create(Apps.named("demo").build());
    String step = only(people).id();
    people.actions().skip(step, "not this year");
    people.actions().reopen(step, "this year after all");
    assertEquals(step, only(people).id());
    people.actions().complete(step, made("p1", "ak1.key"));
  }

  @Test
  void portalMakesAnAppWithoutLeavingAMarker() {
    Registration made = registrant.account("portal").apps().create(Apps.named("demo").build());
    assertEquals(List.of(), made.differences());
    assertEquals(CredentialKind.APP_KEY, made.credentials().get(0).kind());
    assertEquals(
        List.of(Map.of("tenant", "12345", "note", "customer A")), vendor.onlyApp().get("tenants"));
  }

  @Test
  void portalMakesOneAppThoughTheAnswerWasLost() {
    vendor.arm("apps.create", FaultKind.COMMIT_THEN_DROP);
    Account portal = registrant.account("portal");
    ClientMetadata wanted = Apps.named("demo").build();
    assertThrows(
        RegistrationException.OutcomeUnknown.class, () -> portal.apps().create(wanted, "key-1"));
    Registration settled = portal.apps().create(wanted, "key-1");
    assertEquals(vendor.onlyApp().get("id"), settled.app().id().value());
    assertEquals(1, settled.credentials().size());
    assertEquals(
        List.of(Map.of("tenant", "12345", "note", "customer A")), vendor.onlyApp().get("tenants"));
  }

  @Test
  void portalAppIsChangedAndDeleted() {
    Account portal = registrant.account("portal");
    AppId id = portal.apps().create(Apps.named("demo").build()).app().id();
    portal.apps().update(id, ClientMetadata.builder().clientName("other").build());
    assertEquals("other", vendor.onlyApp().get("name"));
    portal.apps().delete(id);
    assertTrue(((List<?>) vendor.state().get("apps")).isEmpty());
  }

  private static Evidence made(String appId, String key) {
    return new Evidence(Map.of("app_id", appId), Map.of("app_key", Secret.of(key)));
  }

  private static OutstandingAction only(Account account) {
    List<OutstandingAction> open = account.actions().open();
    assertEquals(1, open.size(), open.toString());
    return open.get(0);
  }

  private static String member(String json, String name) {
    return json.replaceAll("(?s).*\"" + name + "\"\\s*:\\s*\"([^\"]*)\".*", "$1");
  }
}
