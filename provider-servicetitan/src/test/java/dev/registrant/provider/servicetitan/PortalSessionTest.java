package dev.registrant.provider.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortalSessionTest {
  private final PortalStage portal = new PortalStage();

  @AfterEach
  void close() throws Exception {
    portal.close();
  }

  @Test
  void expiredTokenIsToldBeforeAnythingIsSent() {
    portal.signedInWith("expiredPortalToken");
    GateCall call = new GateCall(Operation.APPS_CREATE);
    RegistrationException thrown =
        assertThrows(
            RegistrationException.Unauthenticated.class,
            () -> portal.apps().create(Apps.named("demo").build(), call));
    assertTrue(thrown.problem().contains("expired at"), thrown.problem());
    assertTrue(thrown.advice().startsWith("Sign in again"), thrown.advice());
    assertEquals(List.of(), call.passed());
    assertEquals(0, portal.requests());
  }

  @ParameterizedTest
  @ValueSource(strings = {"401", "403", "redirect"})
  void refusedTokenAsksForANewSignIn(String how) {
    portal.behave("portal.signed-out", how);
    portal.signedInWithToken("SharedAccessSignature token=\"u&x&y\"");
    RegistrationException thrown =
        assertThrows(
            RegistrationException.Unauthenticated.class, () -> portal.create(Apps.named("demo")));
    assertTrue(thrown.advice().startsWith("Sign in again"), thrown.advice());
    assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
  }

  @Test
  void forbiddenMayAlsoBeALackOfPermission() {
    portal.behave("portal.signed-out", "403");
    portal.signedInWithToken("u");
    RegistrationException thrown =
        assertThrows(
            RegistrationException.Unauthenticated.class, () -> portal.create(Apps.named("demo")));
    assertTrue(thrown.advice().contains("the permission Generate API Application"));
  }

  @ParameterizedTest
  @CsvSource({"7, PT7S", "9999999, PT48H"})
  void waitMayStandInTheTitleOfARefusal(String seconds, Duration wait) {
    portal.behave("rate-limit.retry-after", "title");
    portal.behave("rate-limit.wait-seconds", seconds);
    portal.refuse("apps.list", 429);
    RegistrationException.RateLimited thrown =
        assertThrows(
            RegistrationException.RateLimited.class,
            () -> portal.apps().list(Optional.empty(), new GateCall(Operation.APPS_LIST)));
    assertEquals(Optional.of(wait), thrown.details().retryAfter());
  }

  @Test
  void signInPageMayStandElsewhere() {
    portal.behave("portal.signed-out", "redirect");
    portal.signedInWithToken("u");
    RegistrationException thrown =
        assertThrows(
            RegistrationException.class,
            () ->
                portal
                    .connect(Map.of("signInPath", "/login"))
                    .apps()
                    .create(Apps.named("demo").build(), new GateCall(Operation.APPS_CREATE)));
    assertFalse(thrown instanceof RegistrationException.Unauthenticated, thrown.toString());
  }

  @Test
  void noErrorQuotesTheToken() {
    portal.signedInWith("expiredPortalToken");
    RegistrationException thrown =
        assertThrows(RegistrationException.class, () -> portal.create(Apps.named("demo")));
    assertFalse(thrown.toString().contains("SharedAccessSignature"));
  }

  @Test
  void whiteSpaceAroundAPastedTokenDoesNotMatter() {
    portal.signedInWithToken(" " + portal.account("portalToken") + "\n");
    assertEquals("demo", portal.create(Apps.named("demo")).value().metadata().clientName().get());
  }

  @Test
  void rawTokenIsWrappedAsConfigured() {
    String header = portal.account("portalToken");
    String raw = header.replaceAll(".*token=\"([^\"]*)\".*", "$1");
    portal.signedInWithToken(raw);
    Map<String, String> format =
        Map.of("portalTokenFormat", "SharedAccessSignature token=\"{token}\",refresh=\"true\"");
    portal
        .connect(format)
        .apps()
        .create(Apps.named("demo").build(), new GateCall(Operation.APPS_CREATE));
    assertEquals("demo", portal.onlyApp().get("name"));
  }
}
