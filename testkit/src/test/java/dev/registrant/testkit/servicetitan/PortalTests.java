package dev.registrant.testkit.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import dev.registrant.testkit.servicetitan.Visitor.Got;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(SandboxExtension.class)
class PortalTests {

  @Test
  void pageHasProjectScopesAndDefaults(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Got page = visitor.page();
    assertEquals(200, page.status());
    assertEquals(visitor.account("projectId"), page.at("/projectId"));
    assertEquals(0, page.json().at("/apps").size());
    assertEquals("tn.acc.invoices", page.at("/scopeGroups/0/scopes/0/name"));
    assertTrue(page.json().at("/scopeGroups/0/scopes/0/hasWrite").asBoolean());
    assertEquals(visitor.tenant(), page.at("/defaultAvailabilityList/0/resourceOwner"));
  }

  @Test
  void createIsLearntFromTheNextRead(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Got put = visitor.save(visitor.newApp("one"));
    assertEquals(200, put.status());
    assertEquals("", put.raw().body());
    JsonNode app = visitor.last();
    assertTrue(app.at("/id").asLong() > 0);
    assertTrue(app.at("/publicId").asString().matches("[0-9a-z]+"));
    assertTrue(app.at("/applicationKey1").asString().startsWith("ak1."));
    assertEquals("one", app.at("/name").asString());
    assertEquals("n", app.at("/appAvailabilityList/0/note").asString());
    assertFalse(app.at("/deleted").asBoolean());
  }

  @Test
  void scopesAreStringsOnWriteAndObjectsOnRead(Sandbox sandbox) {
    JsonNode scopes = new Visitor(sandbox).created("one").at("/authScopes");
    assertEquals("tn.acc.invoices", scopes.at("/0/name").asString());
    assertEquals("Invoices", scopes.at("/0/displayName").asString());
    assertTrue(scopes.at("/0/read").booleanValue());
    assertFalse(scopes.at("/0/write").booleanValue());
    assertTrue(scopes.at("/1/write").booleanValue());
  }

  @ParameterizedTest
  @CsvSource({"string,false", "string-or-empty,''"})
  void writeFlagCanBeText(String form, String value, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("portal.write-flag", form);
    JsonNode scopes = visitor.created("one").at("/authScopes");
    assertEquals(value, scopes.at("/0/write").stringValue());
    assertEquals("true", scopes.at("/1/write").stringValue());
  }

  @ParameterizedTest
  @CsvSource({"none,200,''", "no-content,204,''", "text,200,OK"})
  void putAnswersAsSwitched(String form, int status, String body, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("portal.put-answer", form);
    Got put = visitor.save(visitor.newApp("one"));
    assertEquals(status, put.status());
    assertEquals(body, put.raw().body());
  }

  @Test
  void putMayAnswerTheApp(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("portal.put-answer", "app");
    assertEquals(visitor.created("one"), visitor.save(visitor.saved(visitor.last())).json());
  }

  @Test
  void lastWriteWinsWhole(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    ObjectNode form = visitor.saved(visitor.created("one"));
    form.put("name", "two");
    form.putArray("appAvailabilityList").addObject().put("resourceOwner", "77");
    visitor.save(form).insist(200);
    JsonNode app = visitor.last();
    assertEquals("two", app.at("/name").asString());
    assertEquals(1, app.at("/appAvailabilityList").size());
    assertEquals("", app.at("/appAvailabilityList/0/note").asString());
  }

  @Test
  void keySurvivesSaves(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    JsonNode app = visitor.created("one");
    visitor.save(visitor.saved(app)).insist(200);
    assertEquals(app, visitor.last());
  }

  @Test
  void namesAreNotUnique(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    assertNotEquals(visitor.created("one").at("/id"), visitor.created("one").at("/id"));
  }

  @Test
  void sameNameIsRefusedWhenSwitched(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("apps.same-name", "refused");
    JsonNode app = visitor.created("one");
    assertEquals(409, visitor.save(visitor.newApp("one")).status());
    assertEquals(200, visitor.save(visitor.saved(app)).status());
  }

  @Test
  void deleteHidesTheApp(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    ObjectNode form = visitor.saved(visitor.created("one"));
    form.put("deleted", true);
    visitor.save(form).insist(200);
    assertEquals(0, visitor.page().json().at("/apps").size());
    assertEquals(404, visitor.save(form).status());
  }

  @Test
  void deleteStillNeedsTheWholeState(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    ObjectNode form = visitor.saved(visitor.created("one"));
    form.put("deleted", true);
    form.remove("appAvailabilityList");
    assertEquals(400, visitor.save(form).status());
    assertEquals(1, visitor.page().json().at("/apps").size());
  }

  @Test
  void deletedAppsAreListedWhenSwitched(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("portal.deleted-apps", "listed");
    ObjectNode form = visitor.saved(visitor.created("one"));
    form.put("deleted", true);
    visitor.save(form).insist(200);
    assertTrue(visitor.last().at("/deleted").asBoolean());
    assertEquals("", visitor.last().at("/applicationKey1").asString());
  }

  @Test
  void secondDeleteIsAcceptedWhenSwitched(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("portal.delete-again", "accepted");
    ObjectNode form = visitor.saved(visitor.created("one"));
    form.put("deleted", true);
    visitor.save(form).insist(200);
    assertEquals(200, visitor.save(form).status());
  }

  @Test
  void unknownIdIsNotFound(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    ObjectNode form = visitor.newApp("one");
    form.put("id", 4711);
    assertEquals(404, visitor.save(form).status());
  }

  @ParameterizedTest
  @CsvSource({"404", "403"})
  void foreignProjectIsRefused(String status, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("portal.foreign-project-status", status);
    Got got = visitor.portal("PUT", "/c/project/other/apps", visitor.newApp("one").toString());
    assertEquals(Integer.parseInt(status), got.status());
  }

  @ParameterizedTest
  @CsvSource({"oldest-first,b;a", "newest-first,a;b", "by-name,a;b"})
  void orderIsSwitchable(String order, String names, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("portal.order", order);
    visitor.save(visitor.newApp("b")).insist(200);
    visitor.save(visitor.newApp("a")).insist(200);
    List<String> got =
        visitor
            .page()
            .json()
            .at("/apps")
            .valueStream()
            .map(app -> app.at("/name").asString())
            .toList();
    assertEquals(List.of(names.split(";")), got);
  }

  @Test
  void otherScopesMakeTheNextVersion(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    ObjectNode form = visitor.saved(visitor.created("one"));
    form.putArray("authScopes").add("tn.acc.invoices:r");
    visitor.save(form).insist(200);
    assertEquals(1, visitor.last().at("/authScopes").size());
    assertEquals(2, visitor.state().at("/apps/0/versions").size());
  }

  @Test
  void sameScopesInAnotherOrderMakeNoVersion(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    ObjectNode form = visitor.saved(visitor.created("one"));
    form.putArray("authScopes").add("tn.crm.customers:w").add("tn.acc.invoices:r");
    visitor.save(form).insist(200);
    assertEquals(1, visitor.state().at("/apps/0/versions").size());
  }

  @Test
  void sameScopesMakeAVersionIfSwitched(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("versions.same-scopes", "new-version");
    ObjectNode form = visitor.saved(visitor.created("one"));
    visitor.save(form.put("name", "two")).insist(200);
    assertEquals(2, visitor.state().at("/apps/0/versions").size());
  }

  @ParameterizedTest
  @CsvSource({"ignored,200,two", "refused,400,one"})
  void scopeChangeIsSwitchable(String form, int status, String name, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("portal.scope-change", form);
    ObjectNode save = visitor.saved(visitor.created("one"));
    save.put("name", "two");
    save.putArray("authScopes").add("tn.acc.invoices:r");
    assertEquals(status, visitor.save(save).status());
    assertEquals(2, visitor.last().at("/authScopes").size());
    assertEquals(name, visitor.last().at("/name").asString());
  }
}
