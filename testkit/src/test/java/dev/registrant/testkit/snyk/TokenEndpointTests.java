package dev.registrant.testkit.snyk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.registrant.testkit.Caller;
import dev.registrant.testkit.Caller.Got;
import dev.registrant.testkit.ManualTime;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SandboxExtension.class)
class TokenEndpointTests {

  private static Got installed(Sandbox sandbox, Caller caller) {
    String app = (String) sandbox.seed("snyk", "unattended-app", Map.of()).get("id");
    return caller.post(caller.installs(), Caller.newInstall(app));
  }

  private static Got token(Caller caller, Got owner) {
    return caller.token(
        owner.at("/data/attributes/client_id"), owner.at("/data/attributes/client_secret"));
  }

  @Test
  void installGetsToken(Sandbox sandbox, Caller caller) {
    Got got = token(caller, installed(sandbox, caller));
    assertEquals(200, got.status());
    assertEquals("bearer", got.at("/token_type"));
    assertEquals("org.read", got.at("/scope"));
    assertFalse(got.at("/bot_id").isEmpty());
    assertEquals("no-store", got.header("cache-control"));
  }

  @Test
  void wrongSecretIsInvalidClient(Sandbox sandbox, Caller caller) {
    Got install = installed(sandbox, caller);
    Got got = caller.token(install.at("/data/attributes/client_id"), "wrong");
    assertEquals(401, got.status());
    assertEquals("invalid_client", got.at("/error"));
  }

  @ParameterizedTest
  @CsvSource({
    "grant_type=client_credentials, invalid_request",
    "client_id=a&client_secret=b, invalid_request",
    "grant_type=password&client_id=a&client_secret=b, unsupported_grant_type",
    "grant_type=client_credentials&client_id=a&client_id=a&client_secret=b, invalid_request",
    "grant_type=%zz, invalid_request"
  })
  void brokenFormIsRefused(String form, String error, Caller caller) {
    Got got = caller.token(form);
    assertEquals(400, got.status());
    assertEquals(error, got.at("/error"));
  }

  @Test
  void attendedAppGetsNoTokenButTellsItsSecret(Sandbox sandbox, Caller caller) {
    Got app = caller.createApp("one");
    assertEquals("unauthorized_client", token(caller, app).at("/error"));
    String client = app.at("/data/attributes/client_id");
    assertEquals(401, caller.token(client, "wrong").status());
    sandbox.behave("snyk", "token.probe", "hides");
    assertEquals("unauthorized_client", caller.token(client, "wrong").at("/error"));
  }

  @Test
  void tokenOfInstallMayNotManage(Sandbox sandbox, Caller caller) {
    String token = token(caller, installed(sandbox, caller)).at("/access_token");
    caller.with("authorization", "bearer " + token);
    assertEquals(404, caller.get(caller.apps()).status());
    assertEquals(403, caller.post(caller.apps(), Caller.newApp("one")).status());
  }

  @Test
  void tokenEnds(Sandbox sandbox, Caller caller, ManualTime time) {
    String token = token(caller, installed(sandbox, caller)).at("/access_token");
    caller.with("authorization", "bearer " + token);
    time.forward(Duration.ofHours(1));
    assertEquals(401, caller.get(caller.apps()).status());
  }

  @Test
  void tokenDiesWithItsSecretWhenSwitched(Sandbox sandbox, Caller caller) {
    Got install = installed(sandbox, caller);
    String token = token(caller, install).at("/access_token");
    caller.delete(caller.installs() + "/" + install.at("/data/id"));
    caller.with("authorization", "bearer " + token);
    assertEquals(404, caller.get(caller.apps()).status());
    sandbox.behave("snyk", "token.after-secret-removal", "die");
    assertEquals(401, caller.get(caller.apps()).status());
  }
}
