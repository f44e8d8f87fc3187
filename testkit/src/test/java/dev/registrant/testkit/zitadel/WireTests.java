package dev.registrant.testkit.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import dev.registrant.testkit.zitadel.Client.Got;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
class WireTests {

  private static Got create(Client client, String body) {
    return client.post(client.apps() + "/api", body);
  }

  @Test
  void misspeltMethodMakesABasicApp(Sandbox sandbox) {
    Got got =
        create(new Client(sandbox), "{\"name\":\"one\",\"authMethodType\":\"PRIVATE_KEY_JWT\"}");
    assertEquals(200, got.status());
    assertFalse(got.at("/clientSecret").isEmpty());
  }

  @Test
  void misspeltMethodCanBeRefused(Sandbox sandbox) {
    sandbox.behave("zitadel", "unknown-enum", "refuse");
    Got got =
        create(new Client(sandbox), "{\"name\":\"one\",\"authMethodType\":\"PRIVATE_KEY_JWT\"}");
    assertEquals("400 3 ", got.error());
  }

  @Test
  void unknownFieldIsDropped(Sandbox sandbox) {
    Got got = create(new Client(sandbox), "{\"name\":\"one\",\"auth_method\":5,\"x\":{}}");
    assertEquals(200, got.status());
  }

  @Test
  void snakeCaseIsAccepted(Sandbox sandbox) {
    Got got =
        create(
            new Client(sandbox),
            "{\"name\":\"one\",\"auth_method_type\":\"" + Client.BY_KEY + "\"}");
    assertFalse(got.json().has("clientSecret"));
  }

  @Test
  void enumMayBeANumber(Sandbox sandbox) {
    Got got = create(new Client(sandbox), "{\"name\":\"one\",\"authMethodType\":1}");
    assertFalse(got.json().has("clientSecret"));
  }

  @Test
  void undefinedEnumNumberIsInvalid(Sandbox sandbox) {
    Got got = create(new Client(sandbox), "{\"name\":\"one\",\"authMethodType\":7}");
    assertEquals("400 3 ", got.error());
    assertTrue(got.at("/message").startsWith("invalid AddAPIAppRequest.AuthMethodType"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":",
        "[]",
        "null",
        "{\"name\":5}",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{\"name\":\"a\",\"authMethodType\":true}",
        "{\"name\":\"a\",\"authMethodType\":0,\"auth_method_type\":0}"
      })
  void malformedBodyHasNoDetails(String body, Sandbox sandbox) {
    Got got = create(new Client(sandbox), body);
    assertEquals("400 3 ", got.error());
    assertEquals(Set.of("code", "message"), got.members(""));
  }

  @Test
  void malformedBodyIsLookedAtAfterTheToken(Sandbox sandbox) {
    Client client = new Client(sandbox).as("nonsense");
    assertEquals(401, create(client, "{").status());
    sandbox.behave("zitadel", "malformed-json", "before-token");
    assertEquals(400, create(client, "{").status());
  }

  @Test
  void errorCarriesCodeMessageAndDetail(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got got = client.delete(client.apps() + "/1");
    assertEquals(Set.of("code", "message", "details"), got.members(""));
    assertEquals(
        "type.googleapis.com/zitadel.v1.ErrorDetail", got.json().at("/details/0/@type").asString());
    assertEquals(got.at("/details/0/message") + " (COMMAND-0po9s)", got.at("/message"));
  }

  @Test
  void textFollowsTheLanguageAndTheIdDoesNot(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got english = client.delete(client.apps() + "/1");
    Got german = client.with("accept-language", "de").delete(client.apps() + "/1");
    assertEquals(english.error(), german.error());
    assertFalse(english.at("/message").equals(german.at("/message")));
  }

  @Test
  void unknownPathIsNotFoundWithoutDetails(Sandbox sandbox) {
    Client client = new Client(sandbox);
    assertEquals("404 5 ", client.get("/nothing").error());
    Got newer =
        client.send("POST", "/zitadel.application.v2.ApplicationService/GetApplication", "{}");
    assertEquals("404 5 ", newer.error());
    assertEquals("Not Found", newer.at("/message"));
  }

  @Test
  void wrongMethodIsUnimplemented(Sandbox sandbox) {
    Client client = new Client(sandbox);
    assertEquals(
        "405 12 ", client.send("PATCH", "/management/v1" + client.apps() + "/1", "{}").error());
  }

  @Test
  void pathIdsAreLimited(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got got = client.get(client.apps() + "/" + "1".repeat(201));
    assertEquals("400 3 ", got.error());
    assertTrue(got.at("/message").startsWith("invalid GetAppByIDRequest.AppId: "));
  }

  @Test
  void anotherHostIsAnotherInstance(Sandbox sandbox) {
    sandbox.behave("zitadel", "instance-host", "exact");
    Client client = new Client(sandbox);
    assertEquals(200, client.get(client.project()).status());
    assertEquals("404 5 ", client.at("localhost").get(client.project()).error());
    sandbox.behave("zitadel", "instance-host", "any");
    assertEquals(200, client.get(client.project()).status());
  }

  @Test
  void discoveryNamesTheEndpoints(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got got = client.send("GET", "/.well-known/openid-configuration", "");
    assertEquals(client.account("baseUrl"), got.at("/issuer"));
    assertEquals(
        client.account("baseUrl") + "/oauth/v2/introspect", got.at("/introspection_endpoint"));
    assertEquals(client.account("tokenUrl"), got.at("/token_endpoint"));
  }
}
