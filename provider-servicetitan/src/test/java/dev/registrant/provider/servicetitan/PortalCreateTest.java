package dev.registrant.provider.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.testkit.FaultKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A creation by the portal, which answers nothing and shows the new app in its list. */
class PortalCreateTest {
  private static final String MARKER = "registrant-0123456789abcdef0123456789abcdef";

  private final PortalStage portal = new PortalStage();

  @AfterEach
  void close() throws Exception {
    portal.close();
  }

  @Test
  void createLearnsIdAndKeyFromTheList() {
    Answer<App> made = portal.create(Apps.named("demo").set("registration_marker", MARKER));
    Map<?, ?> there = portal.onlyApp();
    assertEquals(there.get("id"), made.value().id().value());
    assertEquals(there.get("publicId"), made.value().metadata().text("app_id").orElseThrow());
    assertEquals(CredentialKind.APP_KEY, made.credentials().get(0).kind());
    assertEquals(there.get("key"), made.credentials().get(0).value().reveal());
  }

  @Test
  void createIsPendingUntilATenantIsKnownToHaveAllowed() {
    assertEquals(AppStatus.PENDING, portal.create(Apps.named("demo")).value().status());
  }

  @Test
  void createSendsOneWrite() {
    GateCall call = new GateCall(Operation.APPS_CREATE);
    portal.apps().create(Apps.named("demo").build(), call);
    assertEquals(List.of("GET", "PUT", "GET"), call.passed());
  }

  @ParameterizedTest
  @CsvSource({
    "portal.put-answer,app",
    "portal.put-answer,text",
    "portal.put-answer,no-content",
    "portal.order,newest-first",
    "portal.deleted-apps,listed",
    "portal.write-flag,string",
    "portal.write-flag,string-or-empty"
  })
  void createBearsWhatNobodyPublished(String behaviour, String value) {
    portal.behave(behaviour, value);
    portal.create(Apps.named("other"));
    App made = portal.create(Apps.named("demo").scopes(Apps.CUSTOMERS, Apps.INVOICES)).value();
    assertEquals(Set.of(Apps.CUSTOMERS, Apps.INVOICES), Set.copyOf(made.metadata().scopes()));
  }

  @Test
  void markerStandsInTheNoteOfTheFirstTenantAndGoesWithoutTrace() {
    App made = portal.create(Apps.named("demo").set("registration_marker", MARKER)).value();
    assertEquals(MARKER, made.metadata().text("registration_marker").orElseThrow());
    assertEquals(List.of("12345=customer A"), made.metadata().list("tenants"));
    assertEquals("customer A [" + MARKER + "]", note());
    App settled =
        portal
            .apps()
            .update(
                made,
                made.metadata().toBuilder().remove("registration_marker").build(),
                new GateCall(Operation.APPS_UPDATE))
            .value();
    assertFalse(settled.metadata().has("registration_marker"));
    assertEquals("customer A", note());
  }

  @Test
  void lostCreateIsUnknownAndFoundByItsMarker() {
    portal.arm("apps.create", FaultKind.COMMIT_THEN_DROP);
    PortalStage.assertUnknown(
        () -> portal.create(Apps.named("demo").set("registration_marker", MARKER)));
    assertEquals(
        List.of(Optional.of(MARKER)),
        portal
            .apps()
            .list(Optional.empty(), new GateCall(Operation.APPS_LIST))
            .value()
            .apps()
            .stream()
            .map(app -> app.metadata().text("registration_marker"))
            .toList());
  }

  @Test
  void createThatCannotBeReadAgainIsUnknown() {
    GateCall call =
        new GateCall(Operation.APPS_CREATE)
            .before(3, () -> portal.arm("apps.list", FaultKind.UNAVAILABLE));
    PortalStage.assertUnknown(() -> portal.apps().create(Apps.named("demo").build(), call));
  }

  @Test
  void createThatIsNotListedYetIsUnknown() {
    GateCall call =
        new GateCall(Operation.APPS_CREATE)
            .before(2, () -> portal.arm("apps.list", FaultKind.STALE_READ));
    PortalStage.assertUnknown(() -> portal.apps().create(Apps.named("demo").build(), call));
  }

  @ParameterizedTest
  @EnumSource(names = {"EMPTY_SECRET", "MISSING_SECRET"})
  void createWhoseKeyIsNotShownIsUnknown(FaultKind fault) {
    GateCall call =
        new GateCall(Operation.APPS_CREATE).before(3, () -> portal.arm("apps.list", fault));
    PortalStage.assertUnknown(() -> portal.apps().create(Apps.named("demo").build(), call));
  }

  @Test
  void createWhoseFirstReadFailsWasNotApplied() {
    portal.arm("apps.list", FaultKind.UNAVAILABLE);
    RegistrationException thrown =
        assertThrows(
            RegistrationException.Unavailable.class, () -> portal.create(Apps.named("demo")));
    assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
  }

  @Test
  void refusedCreateWasNotApplied() {
    portal.behave("portal.bounds", "enforced");
    portal.behave("scopes.unknown", "refused");
    RegistrationException thrown =
        assertThrows(
            RegistrationException.InvalidRequest.class,
            () -> portal.create(Apps.named("demo").scopes("tn.no.thing:r")));
    assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
  }

  private String note() {
    List<?> tenants = (List<?>) portal.onlyApp().get("tenants");
    return String.valueOf(((Map<?, ?>) tenants.get(0)).get("note"));
  }
}
