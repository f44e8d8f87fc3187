package dev.registrant.testkit.snyk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Caller;
import dev.registrant.testkit.Caller.Got;
import dev.registrant.testkit.ManualTime;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
class GateTests {

  @ParameterizedTest
  @ValueSource(strings = {"token %s", "Token %s", "bearer %s", "Bearer %s"})
  void bothSchemesAreAccepted(String header, Caller caller) {
    caller.with("authorization", header.formatted(caller.account("token")));
    assertEquals(200, caller.get(caller.apps()).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%s", "basic %s", "token %s x", "token wrong"})
  void otherCredentialsAreRefused(String header, Caller caller) {
    caller.with("authorization", header.formatted(caller.account("token")));
    assertEquals(401, caller.get(caller.apps()).status());
  }

  @Test
  void foreignOrgIsForbiddenToWriteAndHiddenToRead(Caller caller) {
    String foreign = "/orgs/" + caller.account("foreignOrg") + "/apps/creations";
    assertEquals(404, caller.get(foreign).status());
    assertEquals(403, caller.post(foreign, Caller.newApp("one")).status());
  }

  @Test
  void foreignGroupIsForbiddenToWriteAndHiddenToRead(Caller caller) {
    String foreign = "/groups/" + caller.account("foreignGroup") + "/apps/installs";
    assertEquals(404, caller.get(foreign).status());
    assertEquals(403, caller.post(foreign, Caller.newInstall(caller.account("org"))).status());
  }

  @Test
  void unknownOrgIsNotFound(Caller caller) {
    String unknown = "/orgs/00000000-0000-4000-8000-000000000000/apps/creations";
    assertEquals(404, caller.get(unknown).status());
    assertEquals(404, caller.post(unknown, Caller.newApp("one")).status());
  }

  @Test
  void groupIsNoOrg(Caller caller) {
    assertEquals(404, caller.get("/orgs/" + caller.account("group") + "/apps/creations").status());
  }

  @Test
  void readOnlyTokenMayOnlyRead(Caller caller) {
    caller.with("authorization", "token " + caller.account("readOnlyToken"));
    assertEquals(200, caller.get(caller.apps()).status());
    assertEquals(403, caller.post(caller.apps(), Caller.newApp("one")).status());
  }

  @ParameterizedTest
  @CsvSource({
    "2024-10-15, 200, 2023-11-03",
    "2023-11-03, 200, 2023-11-03",
    "2023-11-02, 404, ''",
    "2023-07-01~experimental, 200, 2023-06-19~experimental",
    "2023-06-18~experimental, 404, ''",
    "2024-01-01~beta, 200, 2023-11-03",
    "experimental, 200, 2023-11-03",
    "2024-1-15, 400, ''",
    "2024-13-15, 400, ''",
    "2024-02-31, 400, ''",
    "2024-10-15~ga, 400, ''",
    "~beta, 400, ''",
    "2999-01-01, 400, ''",
    "'', 400, ''"
  })
  void versionIsResolved(String version, int status, String served, Caller caller) {
    Got got = caller.get(caller.apps() + "?version=" + version);
    assertEquals(status, got.status());
    assertEquals(served, got.header("snyk-version-served"));
  }

  @Test
  void versionIsRequired(Caller caller) {
    Got got = caller.send("GET", caller.apps(), "");
    assertEquals(400, got.status());
    assertEquals("version", got.at("/errors/0/source/parameter"));
  }

  @Test
  void doubledVersionIsRefused(Caller caller) {
    String path = caller.apps() + "?version=2024-10-15&version=2024-10-15";
    assertEquals(400, caller.get(path).status());
  }

  @Test
  void headersAreOnEveryAnswer(Caller caller) {
    caller.with("authorization", "token wrong");
    Got got = caller.get(caller.apps());
    assertEquals(401, got.status());
    assertTrue(got.header("snyk-request-id").matches("[0-9a-f-]{36}"));
    assertEquals("2024-10-15", got.header("snyk-version-requested"));
    assertEquals("2023-11-03", got.header("snyk-version-served"));
    assertEquals("ga", got.header("snyk-version-lifecycle-stage"));
  }

  @Test
  void requestIdOfTheClientIsRelayed(Caller caller) {
    String id = "0b7c1d52-4c1f-4a51-9a80-6f6f0d3b1c11";
    assertEquals(
        id, caller.with("snyk-request-id", id).get(caller.apps()).header("snyk-request-id"));
    Got made = caller.with("snyk-request-id", "mine").get(caller.apps());
    assertTrue(made.header("snyk-request-id").matches("[0-9a-f-]{36}"));
  }

  @Test
  void limitBlocksUntilQuietMinute(Sandbox sandbox, Caller caller, ManualTime time) {
    sandbox.behave("snyk", "rate-limit.per-minute", "3");
    for (int i = 0; i < 3; i++) {
      assertEquals(200, caller.get(caller.apps()).status());
    }
    Got blocked = caller.get(caller.apps());
    assertEquals(429, blocked.status());
    assertEquals("60", blocked.header("retry-after"));
    time.forward(Duration.ofSeconds(59));
    assertEquals(429, caller.get(caller.apps()).status());
    time.forward(Duration.ofSeconds(59));
    assertEquals(429, caller.get(caller.apps()).status());
    time.forward(Duration.ofSeconds(60));
    assertEquals(200, caller.get(caller.apps()).status());
  }

  @Test
  void limitIsForEachKey(Sandbox sandbox, Caller caller) {
    sandbox.behave("snyk", "rate-limit.per-minute", "1");
    caller.get(caller.apps());
    caller.with("authorization", "token " + caller.account("readOnlyToken"));
    assertEquals(200, caller.get(caller.apps()).status());
  }

  @Test
  void limitCanBeSwitchedOff(Sandbox sandbox, Caller caller) {
    sandbox.behave("snyk", "rate-limit.per-minute", "1");
    sandbox.behave("snyk", "rate-limit", "off");
    caller.get(caller.apps());
    assertEquals(200, caller.get(caller.apps()).status());
  }

  @ParameterizedTest
  @CsvSource({
    "catalogue, /errors/0/code, SNYK-9999",
    "details, /errors/0/details, Required.",
    "v1, /message, Required."
  })
  void otherErrorShapes(
      String shape, String pointer, String value, Sandbox sandbox, Caller caller) {
    sandbox.behave("snyk", "errors.shape", shape);
    assertEquals(value, caller.post(caller.apps(), "{}").at(pointer));
  }

  @Test
  void errorsThatAreNoDocuments(Sandbox sandbox, Caller caller) {
    sandbox.behave("snyk", "errors.shape", "empty");
    assertEquals("{}", caller.post(caller.apps(), "{}").raw().body());
    sandbox.behave("snyk", "errors.shape", "html");
    assertTrue(caller.post(caller.apps(), "{}").header("content-type").startsWith("text/html"));
  }
}
