package dev.registrant.testkit.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.registrant.testkit.ManualTime;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import dev.registrant.testkit.servicetitan.Visitor.Got;
import dev.registrant.testkit.servicetitan.Visitor.Ready;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(SandboxExtension.class)
class TokenEndpointTests {

  private static JsonNode part(Got got, int index) {
    String text = got.at("/access_token").split("\\.", -1)[index];
    return JsonMapper.builder().build().readTree(Base64.getUrlDecoder().decode(text));
  }

  @Test
  void clientGetsToken(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Got got = visitor.token(visitor.ready());
    assertEquals(200, got.status());
    assertEquals(900, got.json().at("/expires_in").asInt());
    assertEquals("Bearer", got.at("/token_type"));
    assertEquals("tn.acc.invoices:r tn.stt.employees:r", got.at("/scope"));
  }

  @Test
  void tokenClaimsClientTenantAndScopes(Sandbox sandbox, ManualTime time) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    Got got = visitor.token(ready);
    assertEquals("RS256", part(got, 0).at("/alg").asString());
    assertEquals("at+jwt", part(got, 0).at("/typ").asString());
    JsonNode claims = part(got, 1);
    assertEquals(ready.clientId(), claims.at("/client_id").asString());
    assertEquals(visitor.tenant(), claims.at("/tenant").stringValue());
    assertEquals("tn.stt.employees:r", claims.at("/scope/1").asString());
    assertEquals(time.now().getEpochSecond(), claims.at("/nbf").asLong());
    assertEquals(claims.at("/nbf").asLong() + 900, claims.at("/exp").asLong());
    assertFalse(claims.at("/iss").asString().isEmpty());
    assertFalse(claims.at("/jti").asString().isEmpty());
  }

  @Test
  void tokenMayBeUnsigned(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("token.format", "unsigned-jwt");
    Got got = visitor.token(visitor.ready());
    assertEquals("none", part(got, 0).at("/alg").asString());
    assertEquals("", got.at("/access_token").split("\\.", -1)[2]);
  }

  @Test
  void tokenMayBeOpaque(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("token.format", "opaque");
    Ready ready = visitor.ready();
    String token = visitor.token(ready).at("/access_token");
    assertFalse(token.contains("."));
    assertEquals(200, visitor.probe(token, ready.appKey()).status());
  }

  @ParameterizedTest
  @CsvSource({"400", "401"})
  void wrongSecretIsInvalidClient(String status, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("token.invalid-client-status", status);
    Got got = visitor.token("Integration", visitor.ready().clientId(), "cs1.wrong", "");
    assertEquals(Integer.parseInt(status), got.status());
    assertEquals("invalid_client", got.at("/error"));
  }

  @Test
  void strayWhiteSpaceIsInvalidClient(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    Got got = visitor.token("Integration", ready.clientId(), ready.secret() + "\n", "");
    assertEquals("invalid_client", got.at("/error"));
  }

  @Test
  void otherEnvironmentIsInvalidClient(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    Got got = visitor.token("Production", ready.clientId(), ready.secret(), "");
    assertEquals("invalid_client", got.at("/error"));
  }

  @Test
  void productionHasItsOwnClient(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    String app = visitor.person().at("/appId");
    visitor.tenantAct("allow", app, "environment", "production").insist(200);
    Got made = visitor.tenantAct("generate-secret", app, "environment", "production");
    Got got = visitor.token("Production", made.at("/clientId"), made.at("/clientSecret"), "");
    assertEquals(200, got.status());
  }

  @Test
  void bothSecretsWork(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    String second = visitor.tenantAct("generate-secret", ready.appId()).at("/clientSecret");
    assertEquals(200, visitor.token(ready).status());
    assertEquals(200, visitor.token("Integration", ready.clientId(), second, "").status());
  }

  @ParameterizedTest
  @CsvSource({"refused,400", "served,200"})
  void disabledClientIsSwitchable(String form, int status, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("token.disabled-client", form);
    Ready ready = visitor.ready();
    visitor.tenantAct("disable", ready.appId()).insist(200);
    assertEquals(status, visitor.token(ready).status());
  }

  @ParameterizedTest
  @CsvSource({"served,200", "refused,400"})
  void clientOfDeletedAppIsSwitchable(String form, int status, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("token.deleted-app-client", form);
    Ready ready = visitor.ready();
    visitor.act("delete-app", "appId", ready.appId()).insist(200);
    assertEquals(status, visitor.token(ready).status());
  }

  @ParameterizedTest
  @CsvSource({
    "grant_type=client_credentials, invalid_client",
    "client_id=a&client_secret=b, invalid_request",
    "grant_type=password&client_id=a&client_secret=b, unsupported_grant_type",
    "grant_type=client_credentials&client_id=a&client_id=a&client_secret=b, invalid_request",
    "grant_type=%zz, invalid_request"
  })
  void brokenFormIsRefused(String form, String error, Sandbox sandbox) {
    Got got = new Visitor(sandbox).form("Integration", form);
    assertEquals(400, got.status());
    assertEquals(error, got.at("/error"));
  }

  @ParameterizedTest
  @CsvSource({"bare,application/json; charset=utf-8", "html,text/html; charset=utf-8", "empty,''"})
  void errorBodyIsSwitchable(String shape, String type, Sandbox sandbox) {
    Got got = new Visitor(sandbox).behave("token.error-body", shape).form("Production", "a=b");
    assertEquals(400, got.status());
    assertEquals(type, got.header("content-type"));
    assertEquals("", got.at("/error_description"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ignored", "refused"})
  void scopeParameterIsSwitchable(String form, Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox).behave("token.scope-parameter", form);
    Ready ready = visitor.ready();
    Got got =
        visitor.token(
            "Integration", ready.clientId(), ready.secret(), "&scope=tn.acc.invoices%3Ar");
    assertEquals(form.equals("ignored") ? 200 : 400, got.status());
  }

  @Test
  void tenantFieldMustBeTheClients(Sandbox sandbox) {
    Visitor visitor = new Visitor(sandbox);
    Ready ready = visitor.ready();
    String id = ready.clientId();
    assertEquals(
        200,
        visitor.token("Integration", id, ready.secret(), "&tenant=" + visitor.tenant()).status());
    assertEquals(400, visitor.token("Integration", id, ready.secret(), "&tenant=1").status());
  }

  @Test
  void throttleIsSwitchable(Sandbox sandbox, ManualTime time) {
    Visitor visitor =
        new Visitor(sandbox).behave("token.throttle", "on").behave("token.per-minute", "1");
    Ready ready = visitor.ready();
    assertEquals(200, visitor.token(ready).status());
    Got second = visitor.token(ready);
    assertEquals(429, second.status());
    assertEquals("2", second.header("retry-after"));
    time.forward(Duration.ofMinutes(1));
    assertEquals(200, visitor.token(ready).status());
  }
}
