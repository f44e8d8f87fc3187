package dev.registrant.testkit.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import dev.registrant.testkit.servicetitan.Visitor.Got;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(SandboxExtension.class)
class SaveFormTests {

  private static final String TENANT = "/errors/appAvailabilityList[0].";

  private static void assertRefused(String pointer, Got got) {
    assertEquals(400, got.status());
    assertFalse(got.at(pointer + "/0").isEmpty(), got.raw().body());
  }

  @Test
  void refusalIsAProblem(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Got got = visitor.save(visitor.newApp(""));
    assertEquals("application/problem+json", got.header("content-type"));
    assertTrue(got.at("/type").startsWith("https://"));
    assertEquals("One or more validation errors occurred.", got.at("/title"));
    assertEquals(400, got.json().at("/status").asInt());
    assertTrue(got.at("/traceId").startsWith("00-"));
    assertEquals(1, got.json().at("/errors").size());
    assertTrue(got.json().at("/data").isObject());
  }

  @ParameterizedTest
  @CsvSource({"name,120", "organizationName,120"})
  void namesAreBounded(String field, int most, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    ObjectNode form = visitor.newApp("one");
    assertEquals(200, visitor.save(form.put(field, "x".repeat(most))).status());
    assertRefused("/errors/" + field, visitor.save(form.put(field, "x".repeat(most + 1))));
    assertRefused("/errors/" + field, visitor.save(form.put(field, "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pipes.example", "/home", "https://", "http://a b"})
  void homepageMustBeAbsolute(String url, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    assertRefused(
        "/errors/homepageUrl", visitor.save(visitor.newApp("one").put("homepageUrl", url)));
  }

  @Test
  void homepageIsBounded(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    ObjectNode form = visitor.newApp("one");
    String longest = "https://a.example/" + "x".repeat(232);
    assertEquals(200, visitor.save(form.put("homepageUrl", longest)).status());
    assertRefused("/errors/homepageUrl", visitor.save(form.put("homepageUrl", longest + "x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tn.acc.invoices", "tn.acc.invoices:x", "invoices:r", "tn.acc.a b:r", ""})
  void scopeMustHaveItsShape(String scope, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    ObjectNode form = visitor.newApp("one");
    form.putArray("authScopes").add(scope);
    assertRefused("/errors/authScopes", visitor.save(form));
  }

  @Test
  void oneScopeIsRequired(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    ObjectNode form = visitor.newApp("one");
    form.putArray("authScopes");
    assertRefused("/errors/authScopes", visitor.save(form));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tn.new.things:r", "tn.mads.webleadforms:r", "tn.tms.activities:w"})
  void unknownScopeIsRefusedWhenSwitched(String scope, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    ObjectNode form = visitor.newApp("one");
    form.putArray("authScopes").add(scope);
    assertEquals(200, visitor.save(form).status());
    visitor.behave("scopes.unknown", "refused");
    assertRefused("/errors/authScopes", visitor.save(form));
  }

  @ParameterizedTest
  @CsvSource({"0,400", "200,200", "201,400"})
  void tenantsAreOneTo200(int count, int status, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    ObjectNode form = visitor.newApp("one");
    ArrayNode tenants = form.putArray("appAvailabilityList");
    for (int i = 0; i < count; i++) {
      tenants.addObject().put("resourceOwner", Integer.toString(1000 + i)).put("note", "");
    }
    assertEquals(status, visitor.save(form).status());
  }

  @Test
  void tenantAndNoteAreBounded(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    ObjectNode form = visitor.newApp("one");
    ObjectNode entry = (ObjectNode) form.at("/appAvailabilityList/0");
    entry.put("resourceOwner", "x".repeat(120)).put("note", "x".repeat(4000));
    assertEquals(200, visitor.save(form).status());
    entry.put("resourceOwner", "x".repeat(121)).put("note", "x".repeat(4001));
    Got got = visitor.save(form);
    assertRefused(TENANT + "resourceOwner", got);
    assertRefused(TENANT + "note", got);
  }

  @Test
  void tenantMustBeANumberWhenSwitched(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("tenants.shape", "digits");
    ObjectNode form = visitor.newApp("one");
    ((ObjectNode) form.at("/appAvailabilityList/0")).put("resourceOwner", "acme");
    assertRefused(TENANT + "resourceOwner", visitor.save(form));
  }

  @ParameterizedTest
  @CsvSource({"kept,200,2", "merged,200,1", "refused,400,0"})
  void sameTenantTwiceIsSwitchable(String form, int status, int kept, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("tenants.duplicates", form);
    ObjectNode app = visitor.newApp("one");
    ((ArrayNode) app.at("/appAvailabilityList"))
        .addObject()
        .put("resourceOwner", visitor.tenant())
        .put("note", "again");
    assertEquals(status, visitor.save(app).status());
    assertEquals(kept, visitor.page().json().at("/apps/0/appAvailabilityList").size());
  }

  @Test
  void boundsCanBeLifted(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("portal.bounds", "ignored");
    assertEquals(200, visitor.save(visitor.newApp("")).status());
  }

  @Test
  void unknownMemberIsRefusedUnlessSwitched(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    ObjectNode form = visitor.newApp("one").put("publicId", "abc");
    assertRefused("/errors/publicId", visitor.save(form));
    visitor.behave("portal.unknown-members", "ignored");
    assertEquals(200, visitor.save(form).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"id\":0,\"id\":0}",
        "{\"id\":\"0\"}",
        "{\"id\":-1}",
        "{\"id\":99999999999999999999999}"
      })
  void brokenBodyIsRefused(String body, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String path = "/c/project/" + visitor.account("projectId") + "/apps";
    assertEquals(body.isEmpty() ? 415 : 400, visitor.portal("PUT", path, body).status());
    assertEquals(0, visitor.page().json().at("/apps").size());
  }

  @Test
  void newAppCannotBeDeleted(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    assertRefused("/errors/deleted", visitor.save(visitor.newApp("one").put("deleted", true)));
  }

  @ParameterizedTest
  @CsvSource({"empty,''", "text,text/plain", "html,text/html; charset=utf-8"})
  void errorBodyIsSwitchable(String shape, String type, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("portal.error-body", shape);
    Got got = visitor.save(visitor.newApp(""));
    assertEquals(400, got.status());
    assertEquals(type, got.header("content-type"));
  }
}
