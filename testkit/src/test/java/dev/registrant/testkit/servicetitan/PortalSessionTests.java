package dev.registrant.testkit.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.ManualTime;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import dev.registrant.testkit.servicetitan.Visitor.Got;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
class PortalSessionTests {

  @Test
  void tokenNamesUserMinuteAndSignature(Sandbox sandbox) {
    String token = new Visitor(sandbox).account("portalToken");
    assertTrue(
        token.matches(
            "SharedAccessSignature token=\"[0-9a-f]{24}&202511220000&[A-Za-z0-9+/]{86}==\","
                + "refresh=\"true\""),
        token);
  }

  @Test
  void tokenEndsWithItsMinute(Sandbox sandbox, ManualTime time) {
    Visitor visitor = new Visitor(sandbox);
    time.forward(Duration.ofHours(12).minusSeconds(1));
    assertEquals(200, visitor.page().status());
    time.forward(Duration.ofSeconds(1));
    assertEquals(401, visitor.page().status());
  }

  @Test
  void expiredTokenOfTheAccountIsRefused(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    visitor.signedInWith(visitor.account("expiredPortalToken"));
    assertEquals(401, visitor.page().status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"401", "403"})
  void missingTokenGetsTheSwitchedStatus(String status, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("portal.signed-out", status);
    assertEquals(Integer.parseInt(status), visitor.signedInWith("").page().status());
  }

  @Test
  void missingTokenLeadsToSignInWhenSwitched(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("portal.signed-out", "redirect");
    Got got = visitor.signedInWith("").page();
    assertEquals(302, got.status());
    assertEquals(visitor.account("portalUrl") + "/signin", got.header("location"));
    Got page = visitor.portal("GET", "/signin", "");
    assertEquals(200, page.status());
    assertTrue(page.header("content-type").startsWith("text/html"));
  }

  @Test
  void forgedTokenIsRefused(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    visitor.signedInWith(visitor.account("expiredPortalToken").replace("&2025", "&2035"));
    assertEquals(401, visitor.page().status());
  }

  @Test
  void rawTokenWithoutItsWrappingIsRefused(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    visitor.signedInWith(visitor.account("portalToken").replaceAll("^.*token=\"|\".*$", ""));
    assertEquals(401, visitor.page().status());
  }

  @Test
  void refusedSaveChangesNothing(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).signedInWith("");
    assertEquals(401, visitor.save(visitor.newApp("one")).status());
    assertEquals(0, visitor.state().at("/apps").size());
  }

  @Test
  void freshSessionCanBeSeeded(Sandbox sandbox, ManualTime time) {
    time.forward(Duration.ofDays(1));
    Map<String, Object> made = sandbox.seed("servicetitan", "portal-token", Map.of("minutes", 5));
    Visitor visitor = new Visitor(sandbox).signedInWith((String) made.get("portalToken"));
    assertEquals(200, visitor.page().status());
    time.forward(Duration.ofMinutes(6));
    assertEquals(401, visitor.page().status());
  }

  @Test
  void tokenSurvivesReset(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    sandbox.reset();
    assertEquals(200, visitor.page().status());
  }
}
