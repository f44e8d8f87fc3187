package dev.registrant.testkit.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.ManualTime;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import dev.registrant.testkit.servicetitan.Visitor.Got;
import dev.registrant.testkit.servicetitan.Visitor.Ready;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
class TenantApiTests {

  private static String token(Visitor visitor, Ready ready) {
    return visitor.token(ready).insist(200).at("/access_token");
  }

  @ParameterizedTest
  @CsvSource({
    "tn.stt.businessunits:r, settings, business-units",
    "tn.stt.employees:r, settings, employees",
    "tn.stt.tagtypes:r, settings, tag-types",
    "tn.crm.customers:r, crm, customers",
    "tn.acc.invoices:r, accounting, invoices",
    "tn.pb.categories:r, pricebook, categories",
    "tn.tsm.tasks:r, taskmanagement, tasks",
    "tn.tms.activities:r, timesheets, activities"
  })
  void eachProbeIsServed(String scope, String module, String resource, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready("scopes", scope);
    Got got = visitor.probe(token(visitor, ready), ready.appKey(), module, resource);
    assertEquals(200, got.status());
  }

  @Test
  void pageHasItsShape(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    Got got =
        visitor.probe(
            token(visitor, ready), ready.appKey(), "settings", "employees?page=1&pageSize=1");
    assertEquals(1, got.json().at("/page").asInt());
    assertEquals(1, got.json().at("/pageSize").asInt());
    assertTrue(got.json().at("/hasMore").booleanValue());
    assertTrue(got.json().at("/totalCount").isNull());
    assertEquals(1, got.json().at("/data").size());
  }

  @Test
  void totalIsThereWhenAsked(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    Got got =
        visitor.probe(
            token(visitor, ready), ready.appKey(), "settings", "employees?includeTotal=true");
    assertEquals(50, got.json().at("/pageSize").asInt());
    assertEquals(3, got.json().at("/totalCount").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"page=0", "pageSize=0", "pageSize=5001", "page=x"})
  void wrongPageIsAnApiError(String query, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    Got got =
        visitor.probe(token(visitor, ready), ready.appKey(), "settings", "employees?" + query);
    assertEquals(400, got.status());
    assertEquals(1, got.json().at("/errors").size());
  }

  @Test
  void unknownRecordIsAnApiError(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    Got got = visitor.probe(token(visitor, ready), ready.appKey(), "settings", "employees/77");
    assertEquals(404, got.status());
    assertTrue(got.at("/type").startsWith("https://"));
    assertTrue(got.at("/traceId").startsWith("00-"));
    assertTrue(got.json().at("/errors").isObject());
    assertTrue(got.json().at("/data").isObject());
  }

  @Test
  void unknownResourceIsNotFound(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    assertEquals(
        404, visitor.probe(token(visitor, ready), ready.appKey(), "settings", "moons").status());
  }

  @Test
  void wrongTokenIsUnauthorized(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Got got = visitor.probe("wrong", visitor.ready().appKey());
    assertEquals(401, got.status());
    assertEquals(401, got.json().at("/statusCode").asInt());
  }

  @Test
  void tokenEnds(Sandbox sandbox, ManualTime time) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    String token = token(visitor, ready);
    time.forward(Duration.ofSeconds(899));
    assertEquals(200, visitor.probe(token, ready.appKey()).status());
    time.forward(Duration.ofSeconds(1));
    assertEquals(401, visitor.probe(token, ready.appKey()).status());
  }

  @Test
  void tokenIsForItsEnvironment(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    String path = "/settings/v2/tenant/" + visitor.tenant() + "/employees";
    Got got = visitor.api("Production", path, token(visitor, ready), ready.appKey());
    assertEquals(401, got.status());
  }

  @ParameterizedTest
  @CsvSource({"401,''", "403,''", "401,ak1.wrong", "403,ak1.wrong"})
  void wrongAppKeyIsSwitchable(String status, String key, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("api.app-key-status", status);
    String token = token(visitor, visitor.ready());
    assertEquals(Integer.parseInt(status), visitor.probe(token, key).status());
  }

  @Test
  void keyOfAnotherAppIsForbidden(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String token = token(visitor, visitor.ready());
    String other = visitor.person("name", "two").at("/appKey");
    assertEquals(403, visitor.probe(token, other).status());
  }

  @Test
  void keyDiesWithItsApp(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    visitor.act("delete-app", "appId", ready.appId()).insist(200);
    assertEquals(401, visitor.probe(token(visitor, ready), ready.appKey()).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"403", "401", "404"})
  void otherTenantIsSwitchable(String status, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("api.foreign-tenant-status", status);
    Ready ready = visitor.ready();
    Got got =
        visitor.api(
            "Integration",
            "/settings/v2/tenant/12/employees",
            token(visitor, ready),
            ready.appKey());
    assertEquals(Integer.parseInt(status), got.status());
  }

  @Test
  void tenantMustBeANumber(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    Got got =
        visitor.api(
            "Integration",
            "/settings/v2/tenant/acme/employees",
            token(visitor, ready),
            ready.appKey());
    assertEquals(400, got.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"403", "401"})
  void missingScopeIsSwitchable(String status, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("api.missing-scope-status", status);
    Ready ready = visitor.ready("scopes", "tn.stt.employees:w");
    Got got = visitor.probe(token(visitor, ready), ready.appKey());
    assertEquals(Integer.parseInt(status), got.status());
  }

  @Test
  void newScopeNeedsUpgradeAndFreshToken(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    visitor
        .act("change-scopes", "appId", ready.appId(), "scopes", "tn.pb.categories:r")
        .insist(200);
    String old = token(visitor, ready);
    assertEquals(403, visitor.probe(old, ready.appKey(), "pricebook", "categories").status());
    visitor.tenantAct("upgrade", ready.appId()).insist(200);
    assertEquals(403, visitor.probe(old, ready.appKey(), "pricebook", "categories").status());
    String fresh = token(visitor, ready);
    assertEquals(200, visitor.probe(fresh, ready.appKey(), "pricebook", "categories").status());
    assertEquals(403, visitor.probe(fresh, ready.appKey()).status());
  }

  @ParameterizedTest
  @CsvSource({"403,403", "401,401", "lives,200"})
  void tokenAfterDisableIsSwitchable(String form, int status, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("token.after-disable", form);
    Ready ready = visitor.ready();
    String token = token(visitor, ready);
    visitor.tenantAct("disable", ready.appId()).insist(200);
    assertEquals(status, visitor.probe(token, ready.appKey()).status());
  }

  @ParameterizedTest
  @CsvSource({"lives,200", "dies,401"})
  void tokenAfterRevokeIsSwitchable(String form, int status, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("token.after-secret-removal", form);
    Ready ready = visitor.ready();
    String token = token(visitor, ready);
    visitor.tenantAct("revoke-secret", ready.appId(), "slot", 1).insist(200);
    assertEquals(status, visitor.probe(token, ready.appKey()).status());
  }

  @ParameterizedTest
  @CsvSource({
    "problem,application/problem+json",
    "text,text/plain",
    "html,text/html; charset=utf-8",
    "empty,''"
  })
  void gatewayBodyIsSwitchable(String shape, String type, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("api.gateway-body", shape);
    Got got = visitor.probe("wrong", "");
    assertEquals(401, got.status());
    assertEquals(type, got.header("content-type"));
  }

  private static Got limited(Visitor visitor, String form) {
    visitor.behave("rate-limit.per-second", "1").behave("rate-limit.retry-after", form);
    Ready ready = visitor.ready();
    String token = token(visitor, ready);
    visitor.probe(token, ready.appKey()).insist(200);
    return visitor.probe(token, ready.appKey()).insist(429);
  }

  @ParameterizedTest
  @CsvSource({"seconds,2", "date,'Fri, 21 Nov 2025 12:00:03 GMT'", "title,''", "nothing,''"})
  void waitIsToldInTheHeaderOrNot(String form, String header, Sandbox sandbox) {
    assertEquals(header, limited(new Visitor(sandbox), form).header("retry-after"));
  }

  @Test
  void waitMayBeTheWordBeforeTheLast(Sandbox sandbox) {
    Got got = limited(new Visitor(sandbox), "title");
    String[] words = got.at("/title").split(" ");
    assertEquals("2", words[words.length - 2]);
    assertEquals(429, got.json().at("/status").asInt());
    assertTrue(got.at("/traceId").startsWith("00-"));
  }

  @Test
  void limitIsPerSecond(Sandbox sandbox, ManualTime time) {
    Visitor visitor = new Visitor(sandbox).behave("rate-limit.per-second", "1");
    Ready ready = visitor.ready();
    String token = token(visitor, ready);
    assertEquals(200, visitor.probe(token, ready.appKey()).status());
    time.forward(Duration.ofSeconds(1));
    assertEquals(200, visitor.probe(token, ready.appKey()).status());
  }
}
