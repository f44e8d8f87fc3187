package dev.registrant.testkit.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Fault;
import dev.registrant.testkit.FaultKind;
import dev.registrant.testkit.ManualTime;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import dev.registrant.testkit.zitadel.Client.Got;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(SandboxExtension.class)
class OAuthTests {

  private static final String SCOPE = "openid urn:zitadel:iam:org:project:id:zitadel:aud";
  private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  @BeforeEach
  void smallKeysAreQuick(Sandbox sandbox) {
    sandbox.behave("zitadel", "keys.size", "1024");
  }

  private static Got check(Client client, Got app, String secret) {
    return client.introspect(app.at("/clientId"), secret, client.account("token"));
  }

  private static Got byKey(Client client, Got app, Got key, Instant now) {
    String jwt =
        Jwt.of(app.at("/clientId"), client.account("issuer"), now).signed(Client.keyFile(key));
    return client.introspect(jwt, client.account("token"));
  }

  private static Got token(Client client, String id, String secret, String scope) {
    return client.form(
        "/oauth/v2/token",
        Client.basic(id, secret),
        "grant_type=client_credentials&scope=" + Client.encoded(scope));
  }

  private static Got token(Client client, String assertion) {
    return client.form(
        "/oauth/v2/token",
        "",
        "grant_type="
            + Client.encoded(JWT_BEARER)
            + "&scope="
            + Client.encoded(SCOPE)
            + "&assertion="
            + assertion);
  }

  private static void assertActive(boolean active, Got got) {
    assertEquals(200, got.status());
    assertEquals(active, got.json().path("active").asBoolean());
  }

  private static void assertRefused(Got got) {
    assertEquals(400, got.status());
    assertEquals("unauthorized_client", got.at("/error"));
  }

  @Test
  void secretProvesItselfAtIntrospection(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    assertActive(true, check(client, app, app.at("/clientSecret")));
    assertRefused(check(client, app, "wrong"));
    assertRefused(client.introspect("1", app.at("/clientSecret"), client.account("token")));
  }

  @Test
  void garbageTokenIsInactive(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    Got got = client.introspect(app.at("/clientId"), app.at("/clientSecret"), "garbage");
    assertActive(false, got);
    assertEquals(Set.of("active"), got.members(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "400-unauthorized_client",
        "401-invalid_client",
        "401-unauthorized_client",
        "400-invalid_client"
      })
  void refusalIsSwitchable(String form, Sandbox sandbox) {
    sandbox.behave("zitadel", "introspect.refusal", form);
    Client client = new Client(sandbox);
    Got got = check(client, client.create("one", Client.BASIC), "wrong");
    assertEquals(form, got.status() + "-" + got.at("/error"));
  }

  @Test
  void oldClientIdMustBeFormEncoded(Sandbox sandbox) {
    sandbox.behave("zitadel", "client-ids", "with-project");
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    assertTrue(app.at("/clientId").contains("@"));
    assertActive(true, check(client, app, app.at("/clientSecret")));
  }

  @Test
  void replacedSecretIsDead(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    Got fresh = client.post(client.app(app) + "/api_config/_generate_client_secret", "{}");
    assertRefused(check(client, app, app.at("/clientSecret")));
    assertActive(true, check(client, app, fresh.at("/clientSecret")));
  }

  @Test
  void secretOfAKeyAppWorks(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BY_KEY);
    Got fresh = client.post(client.app(app) + "/api_config/_generate_client_secret", "{}");
    assertActive(true, check(client, app, fresh.at("/clientSecret")));
  }

  @Test
  void keyProvesItselfAtIntrospection(Sandbox sandbox, ManualTime time) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BY_KEY);
    Got key = client.addKey(app);
    assertActive(true, byKey(client, app, key, time.now()));
    client.delete(client.app(app) + "/keys/" + key.at("/id"));
    assertRefused(byKey(client, app, key, time.now()));
  }

  @Test
  void otherKindSurvivesAMethodChange(Sandbox sandbox, ManualTime time) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    client.put(client.app(app) + "/api_config", "{\"authMethodType\":1}");
    assertActive(true, check(client, app, app.at("/clientSecret")));
    Got key = client.addKey(app);
    client.put(client.app(app) + "/api_config", "{}");
    assertActive(true, byKey(client, app, key, time.now()));
    sandbox.behave("zitadel", "introspect.other-kind", "refused");
    assertRefused(byKey(client, app, key, time.now()));
  }

  @Test
  void assertionIsChecked(Sandbox sandbox, ManualTime time) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BY_KEY);
    JsonNode file = Client.keyFile(client.addKey(app));
    String pat = client.account("token");
    Instant now = time.now();
    Jwt good = Jwt.of(app.at("/clientId"), client.account("issuer"), now);
    assertRefused(client.introspect(good.audience("https://else.example").signed(file), pat));
    assertRefused(client.introspect(good.algorithm("HS256").signed(file), pat));
    Jwt old = good.between(now.minusSeconds(3700), now.plusSeconds(60));
    assertRefused(client.introspect(old.signed(file), pat));
    Jwt expired = good.between(now.minusSeconds(60), now);
    assertRefused(client.introspect(expired.signed(file), pat));
    String forged = good.signed(Client.keyFile(client.addKey(app)));
    String header = good.signed(file).split("\\.")[0];
    assertRefused(client.introspect(header + forged.substring(forged.indexOf('.')), pat));
  }

  @Test
  void expiredKeyIsRefused(Sandbox sandbox, ManualTime time) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BY_KEY);
    Got key =
        client.post(
            client.app(app) + "/keys",
            "{\"type\":\"KEY_TYPE_JSON\",\"expirationDate\":\"2025-11-21T13:00:00Z\"}");
    assertActive(true, byKey(client, app, key, time.now()));
    time.forward(Duration.ofHours(1));
    assertRefused(byKey(client, app, key, time.now()));
  }

  @Test
  void unparsableAssertionIsSwallowed(Sandbox sandbox) {
    Client client = new Client(sandbox);
    assertActive(false, client.introspect("nonsense", "x"));
    sandbox.behave("zitadel", "introspect.bad-assertion", "refused");
    assertRefused(client.introspect("nonsense", "x"));
  }

  @Test
  void failedLookupIsSwallowed(Sandbox sandbox) {
    sandbox.behave("zitadel", "introspect.lookup", "swallowed");
    assertActive(false, new Client(sandbox).introspect("1", "wrong", "x"));
  }

  @Test
  void noClientAuthenticationIsRefused(Sandbox sandbox) {
    Client client = new Client(sandbox);
    assertRefused(client.form("/oauth/v2/introspect", "", "token=x"));
    String bearer = "Bearer " + client.account("token");
    assertRefused(client.form("/oauth/v2/introspect", bearer, "token=x"));
  }

  @Test
  void bothKindsAtOnceAreInvalid(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got got =
        client.form(
            "/oauth/v2/introspect", Client.basic("1", "x"), "token=x&client_assertion=a.b.c");
    assertEquals("400 invalid_request", got.status() + " " + got.at("/error"));
  }

  @Test
  void secretInTheFormIsSwitchable(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    String form =
        "token="
            + client.account("token")
            + "&client_id="
            + app.at("/clientId")
            + "&client_secret="
            + app.at("/clientSecret");
    assertActive(true, client.form("/oauth/v2/introspect", "", form));
    sandbox.behave("zitadel", "introspect.form-secret", "refused");
    assertRefused(client.form("/oauth/v2/introspect", "", form));
  }

  @Test
  void inactiveAppIsRefusedUntilReactivated(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    client.post(client.app(app) + "/_deactivate", "{}");
    assertRefused(check(client, app, app.at("/clientSecret")));
    client.post(client.app(app) + "/_reactivate", "{}");
    assertActive(true, check(client, app, app.at("/clientSecret")));
  }

  @Test
  void inactiveProjectDisablesItsApps(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    sandbox.seed("zitadel", "project-state", Map.of("active", false));
    assertRefused(check(client, app, app.at("/clientSecret")));
  }

  @Test
  void introspectionLags(Sandbox sandbox, ManualTime time) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    sandbox.behave("zitadel", "projection-lag-millis", "2000");
    Got fresh = client.post(client.app(app) + "/api_config/_generate_client_secret", "{}");
    assertActive(true, check(client, app, app.at("/clientSecret")));
    assertRefused(check(client, app, fresh.at("/clientSecret")));
    time.forward(Duration.ofSeconds(2));
    assertRefused(check(client, app, app.at("/clientSecret")));
    assertActive(true, check(client, app, fresh.at("/clientSecret")));
  }

  @Test
  void propagationKeepsTheOldSecretUntilTheNewOneWorks(Sandbox sandbox, ManualTime time) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    sandbox.arm(
        Fault.of("zitadel", "secrets.replace", FaultKind.PROPAGATION)
            .lasting(Duration.ofSeconds(5)));
    Got fresh = client.post(client.app(app) + "/api_config/_generate_client_secret", "{}");
    assertActive(true, check(client, app, app.at("/clientSecret")));
    assertRefused(check(client, app, fresh.at("/clientSecret")));
    time.forward(Duration.ofSeconds(5));
    assertRefused(check(client, app, app.at("/clientSecret")));
    assertActive(true, check(client, app, fresh.at("/clientSecret")));
  }

  @Test
  void serviceAccountGetsATokenByItsSecret(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got got = token(client, client.account("clientId"), client.account("clientSecret"), SCOPE);
    assertEquals(Set.of("access_token", "token_type", "expires_in"), got.members(""));
    assertEquals(43199, got.json().path("expires_in").asInt());
    assertEquals(200, client.as(got.at("/access_token")).get(client.project()).status());
  }

  @Test
  void tokenWithoutTheAudienceScopeOpensNothing(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got got = token(client, client.account("clientId"), client.account("clientSecret"), "openid");
    client.as(got.at("/access_token"));
    assertEquals("401 16 AUTH-7fs1e", client.get(client.project()).error());
    sandbox.behave("zitadel", "error-ids", "older");
    assertEquals("401 16 APP-Zxfako", client.get(client.project()).error());
  }

  @Test
  void tokenExpires(Sandbox sandbox, ManualTime time) {
    sandbox.behave("zitadel", "token.expires-in", "60");
    Client client = new Client(sandbox);
    Got got = token(client, client.account("clientId"), client.account("clientSecret"), SCOPE);
    time.forward(Duration.ofSeconds(60));
    client.as(got.at("/access_token"));
    assertEquals("401 16 AUTH-7fs1e", client.get(client.project()).error());
  }

  @Test
  void apiAppGetsNoToken(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    Got got = token(client, app.at("/clientId"), app.at("/clientSecret"), SCOPE);
    assertEquals("400 invalid_client", got.status() + " " + got.at("/error"));
    assertEquals("client not found", got.at("/error_description"));
  }

  @Test
  void wrongSecretOfAnAccountIsAnInvalidRequest(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got got = token(client, client.account("clientId"), "wrong", SCOPE);
    assertEquals("400 invalid_request", got.status() + " " + got.at("/error"));
    sandbox.behave("zitadel", "token.refusal-status", "401");
    assertEquals(401, token(client, client.account("clientId"), "wrong", SCOPE).status());
  }

  @Test
  void serviceAccountGetsATokenByItsKey(Sandbox sandbox, ManualTime time) {
    Client client = new Client(sandbox);
    JsonNode file = Client.read(client.account("serviceAccountKey"));
    assertEquals("serviceaccount", file.path("type").asString());
    Jwt jwt = Jwt.of(file.path("userId").asString(), client.account("issuer"), time.now());
    Got got = token(client, jwt.signed(file));
    assertEquals(200, client.as(got.at("/access_token")).get(client.project()).status());
    Got bad = token(client, jwt.audience("https://else.example").signed(file));
    assertEquals("400 invalid_grant", bad.status() + " " + bad.at("/error"));
    assertEquals("invalid_grant", token(client, "nonsense").at("/error"));
  }

  @Test
  void unknownGrantIsUnsupported(Sandbox sandbox) {
    Got got = new Client(sandbox).form("/oauth/v2/token", "", "grant_type=password");
    assertEquals("400 unsupported_grant_type", got.status() + " " + got.at("/error"));
  }

  @Test
  void accessTokenIsActiveOnlyForItsAudience(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BASIC);
    String id = client.account("clientId");
    String secret = client.account("clientSecret");
    String mine = "openid urn:zitadel:iam:org:project:id:" + client.account("project") + ":aud";
    String with = token(client, id, secret, mine).at("/access_token");
    String without = token(client, id, secret, SCOPE).at("/access_token");
    assertActive(true, client.introspect(app.at("/clientId"), app.at("/clientSecret"), with));
    assertActive(false, client.introspect(app.at("/clientId"), app.at("/clientSecret"), without));
  }
}
