package dev.registrant.testkit.snyk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Caller;
import dev.registrant.testkit.Caller.Got;
import dev.registrant.testkit.SandboxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
class StrictnessTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"name\":\"one\" | \"name\":\"\" | /data/attributes/name",
        "\"name\":\"one\" | \"name\":1 | /data/attributes/name",
        "\"name\":\"one\" | \"nickname\":\"one\" | /data/attributes/nickname",
        "\"name\":\"one\" | \"name\":\"a\",\"grant_type\":\"client_credentials\" | "
            + "/data/attributes/grant_type",
        "\"tenant\" | \"org\" | /data/attributes/context",
        "\"context\":\"tenant\", | '' | /data/attributes/context",
        "[\"org.read\"] | [] | /data/attributes/scopes",
        "[\"org.read\"] | [\"\"] | /data/attributes/scopes/0",
        "[\"https://a.example/cb\"] | [] | /data/attributes/redirect_uris",
        "https://a.example/cb | not a uri | /data/attributes/redirect_uris/0",
        "https://a.example/cb | /relative | /data/attributes/redirect_uris/0",
        "\"tenant\" | \"user\",\"access_token_ttl_seconds\":3599 | "
            + "/data/attributes/access_token_ttl_seconds",
        "\"tenant\" | \"user\",\"access_token_ttl_seconds\":\"3600\" | "
            + "/data/attributes/access_token_ttl_seconds",
        "\"type\":\"app\" | \"type\":\"apps\" | /data/type",
        "\"type\":\"app\", | '' | /data/type",
        "\"type\":\"app\" | \"type\":\"app\",\"id\":\"x\" | /data/id",
        "{\"data\" | {\"meta\":{},\"data\" | /meta"
      })
  void createWithViolationIsRefused(String good, String bad, String pointer, Caller caller) {
    String body = Caller.newApp("one").replace("\n", "");
    assertTrue(body.contains(good));
    Got got = caller.post(caller.apps(), body.replace(good, bad));
    assertEquals(400, got.status());
    assertTrue(got.raw().body().contains("\"pointer\":\"" + pointer + "\""), got.raw().body());
    assertEquals(0, caller.get(caller.apps()).json().at("/data").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "\"text\"",
        "{\"data\":{}}",
        "not json",
        "{\"data\":{},\"data\":{}}",
        "{\"mode\":\"create\"}",
        "{\"data\":null}"
      })
  void otherShapesAreRefused(String body, Caller caller) {
    assertEquals(400, caller.post(caller.apps(), body).status());
  }

  @Test
  void trailingTextIsRefused(Caller caller) {
    assertEquals(400, caller.post(caller.apps(), Caller.newApp("one") + "{}").status());
  }

  @Test
  void absentBodyIsRefused(Caller caller) {
    caller.with("content-type", "application/vnd.api+json");
    assertEquals(400, caller.post(caller.apps(), "").status());
  }

  @Test
  void errorDocumentHasTheContractsShape(Caller caller) {
    Got got = caller.post(caller.apps(), "{}");
    assertEquals("1.0", got.at("/jsonapi/version"));
    assertEquals("400", got.at("/errors/0/status"));
    assertEquals("/data", got.at("/errors/0/source/pointer"));
    assertEquals(got.header("snyk-request-id"), got.at("/errors/0/id"));
    assertEquals("application/vnd.api+json", got.header("content-type"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"type\":\"app\",\"attributes\":{}}}",
        "{\"data\":{\"type\":\"app\",\"attributes\":{\"scopes\":[\"org.read\"]}}}",
        "{\"data\":{\"type\":\"app\",\"attributes\":{\"context\":\"user\"}}}",
        "{\"data\":{\"type\":\"app\",\"attributes\":{\"redirect_uris\":[]}}}",
        "{\"data\":{\"type\":\"user\",\"attributes\":{\"name\":\"a\"}}}",
        "{\"attributes\":{\"name\":\"a\"}}"
      })
  void updateWithViolationIsRefused(String body, Caller caller) {
    String id = caller.createApp("one").at("/data/id");
    assertEquals(400, caller.patch(caller.apps() + "/" + id, body).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"mode\":\"create\"}",
        "{\"data\":{\"type\":\"app\",\"attributes\":{\"mode\":\"rotate\"}}}",
        "{\"data\":{\"type\":\"app_install\",\"attributes\":{\"mode\":\"create\"}}}",
        "{\"data\":{\"type\":\"app\",\"attributes\":{\"mode\":\"delete\"}}}",
        "{\"data\":{\"type\":\"app\",\"attributes\":{\"mode\":\"create\",\"more\":1}}}",
        "{\"data\":{\"attributes\":{\"mode\":\"create\"}}}"
      })
  void secretsWithViolationAreRefused(String body, Caller caller) {
    String id = caller.createApp("one").at("/data/id");
    assertEquals(400, caller.post(caller.apps() + "/" + id + "/secrets", body).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain", "application/vnd.api"})
  void otherContentTypeIsRefused(String type, Caller caller) {
    caller.with("content-type", type);
    assertEquals(400, caller.post(caller.apps(), Caller.newApp("one")).status());
  }

  @Test
  void otherAcceptIsRefused(Caller caller) {
    caller.with("accept", "application/json");
    assertEquals(406, caller.get(caller.apps()).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"limit=5", "limit=15", "limit=110", "limit=x", "limit=10&limit=10", "name=a"})
  void badParameterIsRefused(String parameter, Caller caller) {
    Got got = caller.get(caller.apps() + "?" + parameter);
    assertEquals(400, got.status());
    assertTrue(parameter.startsWith(got.at("/errors/0/source/parameter")));
  }

  @Test
  void malformedIdIsRefused(Caller caller) {
    assertEquals(400, caller.get(caller.apps() + "/1234").status());
    assertEquals(400, caller.get("/orgs/1234/apps/creations").status());
  }

  @Test
  void otherMethodIsRefused(Caller caller) {
    assertEquals(405, caller.send("PUT", caller.apps() + "?version=2024-10-15", "{}").status());
  }
}
