package dev.registrant.testkit.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.ManualTime;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import dev.registrant.testkit.zitadel.Client.Got;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(SandboxExtension.class)
class KeysTests {

  @BeforeEach
  void smallKeysAreQuick(Sandbox sandbox) {
    sandbox.behave("zitadel", "keys.size", "1024");
  }

  @Test
  void keyIsRealAndOf2048Bits(Sandbox sandbox) throws GeneralSecurityException {
    sandbox.behave("zitadel", "keys.size", "2048");
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BY_KEY);
    JsonNode file = Client.keyFile(client.addKey(app));
    String pem = file.path("key").asString();
    assertTrue(pem.startsWith("-----BEGIN RSA PRIVATE KEY-----\n"));
    RSAPrivateKey key = (RSAPrivateKey) Jwt.privateKey(pem);
    assertEquals(2048, key.getModulus().bitLength());
  }

  @Test
  void fileNamesAppAndClient(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BY_KEY);
    Got key = client.addKey(app);
    assertEquals(Set.of("id", "details", "keyDetails"), key.members(""));
    assertEquals(Set.of("sequence", "creationDate", "resourceOwner"), key.members("/details"));
    JsonNode file = Client.keyFile(key);
    assertEquals(
        List.of("type", "keyId", "key", "appId", "clientId"), List.copyOf(file.propertyNames()));
    assertEquals("application", file.path("type").asString());
    assertEquals(key.at("/id"), file.path("keyId").asString());
    assertEquals(app.at("/appId"), file.path("appId").asString());
    assertEquals(app.at("/clientId"), file.path("clientId").asString());
  }

  @Test
  void stateShowsThePrivateKey(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got key = client.addKey(client.create("one", Client.BY_KEY));
    JsonNode shown = client.state().at("/apps/0/keys/0");
    assertEquals(key.at("/id"), shown.path("id").asString());
    assertEquals(Client.keyFile(key).path("key").asString(), shown.path("privateKey").asString());
  }

  @Test
  void missingExpiryIsFarAway(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BY_KEY);
    Got key = client.get(client.app(app) + "/keys/" + client.addKey(app).at("/id"));
    assertEquals(Set.of("id", "details", "type", "expirationDate"), key.members("/key"));
    assertEquals("KEY_TYPE_JSON", key.at("/key/type"));
    assertEquals("9999-12-31T23:59:59Z", key.at("/key/expirationDate"));
  }

  @Test
  void pastExpiryIsRefused(Sandbox sandbox) {
    Client client = new Client(sandbox);
    String keys = client.app(client.create("one", Client.BY_KEY)) + "/keys";
    Got got =
        client.post(
            keys, "{\"type\":\"KEY_TYPE_JSON\",\"expirationDate\":\"2020-01-01T00:00:00Z\"}");
    assertEquals("400 3 DOMAIN-dv3t5", got.error());
  }

  @Test
  void expiredKeyIsStillListed(Sandbox sandbox, ManualTime time) {
    Client client = new Client(sandbox);
    String keys = client.app(client.create("one", Client.BY_KEY)) + "/keys";
    client.post(
        keys, "{\"type\":\"KEY_TYPE_JSON\",\"expirationDate\":\"2025-11-21T14:00:00+01:00\"}");
    time.forward(Duration.ofHours(2));
    Got found = client.post(keys + "/_search", "{}");
    assertEquals("1", found.at("/details/totalResult"));
    assertEquals(List.of("2025-11-21T13:00:00Z"), found.results("expirationDate"));
  }

  @Test
  void typeIsRequired(Sandbox sandbox) {
    Client client = new Client(sandbox);
    String keys = client.app(client.create("one", Client.BY_KEY)) + "/keys";
    assertEquals("400 3 ", client.post(keys, "{}").error());
    assertEquals("400 3 ", client.post(keys, "{\"type\":\"JSON\"}").error());
    assertEquals("400 3 ", client.post(keys, "{\"type\":7}").error());
  }

  @Test
  void basicAppTakesNoKeys(Sandbox sandbox) {
    Client client = new Client(sandbox);
    String keys = client.app(client.create("one", Client.BASIC)) + "/keys";
    Got got = client.post(keys, "{\"type\":\"KEY_TYPE_JSON\"}");
    assertEquals("400 9 COMMAND-Dff54", got.error());
  }

  @Test
  void keyForAMissingAppIsAFailedPrecondition(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got got = client.post(client.apps() + "/1/keys", "{\"type\":\"KEY_TYPE_JSON\"}");
    assertEquals("400 9 COMMAND-sak25", got.error());
  }

  @Test
  void keysOverlap(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BY_KEY);
    client.addKey(app);
    client.addKey(app);
    client.addKey(app);
    Got found = client.post(client.app(app) + "/keys/_search", "{\"query\":{\"limit\":2}}");
    assertEquals("3", found.at("/details/totalResult"));
    assertEquals(2, found.results("id").size());
  }

  @Test
  void removedKeyIsMissing(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BY_KEY);
    String key = client.app(app) + "/keys/" + client.addKey(app).at("/id");
    assertEquals(200, client.delete(key).status());
    assertEquals("404 5 COMMAND-4m77G", client.delete(key).error());
    assertEquals("404 5 QUERY-Tha6f", client.get(key).error());
  }

  @Test
  void keysHideWhileTheMethodIsBasic(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BY_KEY);
    String keys = client.app(app) + "/keys";
    String key = keys + "/" + client.addKey(app).at("/id");
    client.put(client.app(app) + "/api_config", "{}");
    assertEquals("404 5 QUERY-Tha6f", client.get(key).error());
    assertTrue(client.post(keys + "/_search", "{}").results("id").isEmpty());
    client.put(client.app(app) + "/api_config", "{\"authMethodType\":1}");
    assertEquals(200, client.get(key).status());
  }

  @Test
  void removalOfTheAppRemovesItsKeys(Sandbox sandbox) {
    Client client = new Client(sandbox);
    Got app = client.create("one", Client.BY_KEY);
    Got key = client.addKey(app);
    client.delete(client.app(app));
    Got got = client.get(client.app(app) + "/keys/" + key.at("/id"));
    assertEquals("404 5 QUERY-Tha6f", got.error());
  }
}
