package dev.registrant.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Caller.Got;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
class FaultTests {

  private static void arm(Sandbox sandbox, String operation, FaultKind kind) {
    sandbox.arm(Fault.of("snyk", operation, kind));
  }

  private static int apps(Caller caller) {
    return caller.admin("/state", "").json().at("/snyk/apps").size();
  }

  @Test
  void dropBeforeCommitMakesNothing(Sandbox sandbox, Caller caller) {
    arm(sandbox, "apps.create", FaultKind.DROP_BEFORE_COMMIT);
    assertThrows(UncheckedIOException.class, () -> caller.createApp("one"));
    assertEquals(0, apps(caller));
  }

  @Test
  void commitThenDropMakesOne(Sandbox sandbox, Caller caller) {
    arm(sandbox, "apps.create", FaultKind.COMMIT_THEN_DROP);
    assertThrows(UncheckedIOException.class, () -> caller.createApp("one"));
    assertEquals(1, apps(caller));
  }

  @Test
  void dropIsCountedAsDropped(Sandbox sandbox, Caller caller) {
    arm(sandbox, "apps.create", FaultKind.COMMIT_THEN_DROP);
    assertThrows(UncheckedIOException.class, () -> caller.createApp("one"));
    Got state = caller.admin("/state", "");
    assertEquals(1, state.json().at("/snyk/requests/apps.create/dropped").asInt());
  }

  @Test
  void commitThen500MakesOne(Sandbox sandbox, Caller caller) {
    arm(sandbox, "apps.create", FaultKind.COMMIT_THEN_500);
    Got got = caller.post(caller.apps(), Caller.newApp("one"));
    assertEquals(500, got.status());
    assertEquals("500", got.at("/errors/0/status"));
    assertEquals(1, apps(caller));
  }

  @Test
  void lateCommitMakesOneLater(Sandbox sandbox, Caller caller, ManualTime time) {
    arm(sandbox, "apps.create", FaultKind.LATE_COMMIT);
    assertThrows(UncheckedIOException.class, () -> caller.createApp("one"));
    assertEquals(0, apps(caller));
    time.forward(Duration.ofSeconds(1));
    assertEquals(1, apps(caller));
  }

  @Test
  void lateCommitDoesNotOutliveReset(Sandbox sandbox, Caller caller, ManualTime time) {
    arm(sandbox, "apps.create", FaultKind.LATE_COMMIT);
    assertThrows(UncheckedIOException.class, () -> caller.createApp("one"));
    sandbox.reset();
    time.forward(Duration.ofSeconds(1));
    assertEquals(0, apps(caller));
  }

  @Test
  void lateCommitRunsInRealTime() throws InterruptedException {
    try (Sandbox real = Sandbox.start()) {
      Caller caller = new Caller(real);
      real.arm(
          Fault.of("snyk", "apps.create", FaultKind.LATE_COMMIT).lasting(Duration.ofMillis(20)));
      assertThrows(UncheckedIOException.class, () -> caller.createApp("one"));
      for (int i = 0; i < 500 && apps(caller) == 0; i++) {
        Thread.sleep(10);
      }
      assertEquals(1, apps(caller));
    }
  }

  @Test
  void refuseAnswersTheGivenStatus(Sandbox sandbox, Caller caller) {
    sandbox.arm(Fault.of("snyk", "apps.create", FaultKind.REFUSE).status(422));
    Got got = caller.post(caller.apps(), Caller.newApp("one"));
    assertEquals(422, got.status());
    assertEquals("422", got.at("/errors/0/status"));
    assertEquals(0, apps(caller));
  }

  @Test
  void refuseAtTokenSpeaksOauth(Sandbox sandbox, Caller caller) {
    sandbox.arm(Fault.of("snyk", "token", FaultKind.REFUSE).status(401));
    Got got = caller.token("a", "b");
    assertEquals(401, got.status());
    assertEquals("invalid_client", got.at("/error"));
  }

  @Test
  void unavailableAnswers503(Sandbox sandbox, Caller caller) {
    arm(sandbox, "*", FaultKind.UNAVAILABLE);
    assertEquals(503, caller.get(caller.apps()).status());
    assertEquals(200, caller.get(caller.apps()).status());
  }

  @Test
  void tooManyTellsSeconds(Sandbox sandbox, Caller caller) {
    sandbox.arm(
        Fault.of("snyk", "apps.list", FaultKind.TOO_MANY_SECONDS).lasting(Duration.ofMillis(1500)));
    Got got = caller.get(caller.apps());
    assertEquals(429, got.status());
    assertEquals("2", got.header("retry-after"));
  }

  @Test
  void tooManyTellsDate(Sandbox sandbox, Caller caller) {
    arm(sandbox, "apps.list", FaultKind.TOO_MANY_DATE);
    Got got = caller.get(caller.apps());
    assertEquals(429, got.status());
    assertEquals("Fri, 21 Nov 2025 12:00:01 GMT", got.header("retry-after"));
  }

  @Test
  void staleListShowsTheStateWhenArmed(Sandbox sandbox, Caller caller) {
    caller.createApp("before");
    arm(sandbox, "apps.list", FaultKind.STALE_READ);
    caller.createApp("after");
    assertEquals(1, caller.get(caller.apps()).json().at("/data").size());
    assertEquals(2, caller.get(caller.apps()).json().at("/data").size());
  }

  @Test
  void staleGetShowsTheNameBeforeTheUpdate(Sandbox sandbox, Caller caller) {
    String path = caller.apps() + "/" + caller.createApp("before").at("/data/id");
    arm(sandbox, "apps.get", FaultKind.STALE_READ);
    caller.patch(path, "{\"data\":{\"type\":\"app\",\"attributes\":{\"name\":\"after\"}}}");
    assertEquals("before", caller.get(path).at("/data/attributes/name"));
    assertEquals("after", caller.get(path).at("/data/attributes/name"));
  }

  @Test
  void staleReadLastsForItsSpan(Sandbox sandbox, Caller caller, ManualTime time) {
    sandbox.arm(Fault.of("snyk", "*", FaultKind.STALE_READ).lasting(Duration.ofSeconds(5)));
    String id = caller.createApp("after").at("/data/id");
    for (int i = 0; i < 3; i++) {
      assertEquals(404, caller.get(caller.apps() + "/" + id).status());
    }
    time.forward(Duration.ofSeconds(5));
    assertEquals(200, caller.get(caller.apps() + "/" + id).status());
  }

  @Test
  void staleReadWithoutASpanHoldsForOneReadHoweverLateItComes(
      Sandbox sandbox, Caller caller, ManualTime time) {
    arm(sandbox, "apps.list", FaultKind.STALE_READ);
    caller.createApp("after");
    time.forward(Duration.ofDays(1));
    assertEquals(0, caller.get(caller.apps()).json().at("/data").size());
    assertEquals(1, caller.get(caller.apps()).json().at("/data").size());
  }

  @Test
  void staleReadsOfASpanDoNotHideAnotherFault(Sandbox sandbox, Caller caller) {
    sandbox.arm(Fault.of("snyk", "*", FaultKind.STALE_READ).lasting(Duration.ofSeconds(5)));
    arm(sandbox, "apps.list", FaultKind.UNAVAILABLE);
    assertEquals(503, caller.get(caller.apps()).status());
    assertEquals(200, caller.get(caller.apps()).status());
  }

  @Test
  void staleReadAtWriteHidesThatWrite(Sandbox sandbox, Caller caller, ManualTime time) {
    sandbox.arm(
        Fault.of("snyk", "apps.create", FaultKind.STALE_READ).lasting(Duration.ofSeconds(5)));
    time.forward(Duration.ofSeconds(60));
    caller.createApp("one");
    assertEquals(0, caller.get(caller.apps()).json().at("/data").size());
    time.forward(Duration.ofSeconds(5));
    assertEquals(1, caller.get(caller.apps()).json().at("/data").size());
  }

  @Test
  void propagationDelaysNewSecret(Sandbox sandbox, Caller caller, ManualTime time) {
    String app = (String) sandbox.seed("snyk", "unattended-app", Map.of()).get("id");
    arm(sandbox, "installs.create", FaultKind.PROPAGATION);
    Got install = caller.post(caller.installs(), Caller.newInstall(app));
    String client = install.at("/data/attributes/client_id");
    String secret = install.at("/data/attributes/client_secret");
    assertEquals(401, caller.token(client, secret).status());
    time.forward(Duration.ofSeconds(1));
    assertEquals(200, caller.token(client, secret).status());
  }

  @Test
  void propagationAtTokenRefusesYoungSecrets(Sandbox sandbox, Caller caller, ManualTime time) {
    String app = (String) sandbox.seed("snyk", "unattended-app", Map.of()).get("id");
    Got install = caller.post(caller.installs(), Caller.newInstall(app));
    String client = install.at("/data/attributes/client_id");
    String secret = install.at("/data/attributes/client_secret");
    sandbox.arm(Fault.of("snyk", "token", FaultKind.PROPAGATION).times(2));
    assertEquals(401, caller.token(client, secret).status());
    time.forward(Duration.ofSeconds(1));
    assertEquals(200, caller.token(client, secret).status());
  }

  @Test
  void slowCommitsThenWaits(Sandbox sandbox, Caller caller, ManualTime time) {
    sandbox.arm(Fault.of("snyk", "apps.create", FaultKind.SLOW).lasting(Duration.ofMinutes(2)));
    caller.createApp("one");
    assertEquals(Duration.ofMinutes(2), sinceStart(time));
  }

  @Test
  void slowBodyArrivesWhole(Sandbox sandbox, Caller caller, ManualTime time) {
    sandbox.arm(
        Fault.of("snyk", "apps.create", FaultKind.SLOW_BODY).lasting(Duration.ofMinutes(2)));
    assertFalse(caller.createApp("one").at("/data/id").isEmpty());
    assertEquals(Duration.ofMinutes(2), sinceStart(time));
  }

  private static Duration sinceStart(ManualTime time) {
    return Duration.between(new ManualTime().now(), time.now());
  }

  @Test
  void endlessBodyGoesOnPastAnyLimit(Sandbox sandbox, Caller caller) throws Exception {
    arm(sandbox, "apps.list", FaultKind.ENDLESS_BODY);
    URI base = URI.create(caller.account("baseUrl"));
    try (Socket socket = new Socket("127.0.0.1", base.getPort())) {
      OutputStream out = socket.getOutputStream();
      String path = "/snyk/rest" + caller.apps() + "?version=2024-10-15";
      String head = "GET " + path + " HTTP/1.1\r\nhost: x\r\nauthorization: token ";
      out.write((head + caller.account("token") + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      assertEquals(5_000_000, in.readNBytes(5_000_000).length);
    }
  }

  @Test
  void garbageCommitsAndCannotBeRead(Sandbox sandbox, Caller caller) {
    arm(sandbox, "apps.create", FaultKind.GARBAGE_2XX);
    assertThrows(
        tools.jackson.core.JacksonException.class,
        () -> caller.post(caller.apps(), Caller.newApp("one")));
    assertEquals(1, apps(caller));
    Got state = caller.admin("/state", "");
    assertEquals(1, state.json().at("/snyk/requests/apps.create/201").asInt());
  }

  @Test
  void emptySecretCommitsAndHidesIt(Sandbox sandbox, Caller caller) {
    arm(sandbox, "*", FaultKind.EMPTY_SECRET);
    caller.get(caller.apps());
    Got got = caller.createApp("one");
    assertTrue(got.json().at("/data/attributes").has("client_secret"));
    assertEquals("", got.at("/data/attributes/client_secret"));
    assertEquals(1, apps(caller));
  }

  @Test
  void missingSecretTakesTheMemberAway(Sandbox sandbox, Caller caller) {
    arm(sandbox, "apps.create", FaultKind.MISSING_SECRET);
    assertFalse(caller.createApp("one").json().at("/data/attributes").has("client_secret"));
  }

  @Test
  void redirectLeadsToAnotherPort(Sandbox sandbox, Caller caller) {
    arm(sandbox, "apps.create", FaultKind.REDIRECT);
    Got got = caller.post(caller.apps(), Caller.newApp("one"));
    assertEquals(307, got.status());
    URI location = URI.create(got.header("location"));
    assertFalse(location.getPort() == URI.create(caller.account("baseUrl")).getPort());
    assertEquals(0, apps(caller));
    assertEquals(0, caller.admin("/state", "").json().at("/leaked").size());
  }

  @Test
  void followedRedirectIsRecorded(Sandbox sandbox, Caller caller) throws Exception {
    arm(sandbox, "apps.create", FaultKind.REDIRECT);
    String location = caller.post(caller.apps(), Caller.newApp("one")).header("location");
    URI target = URI.create(location);
    try (Socket socket = new Socket("127.0.0.1", target.getPort())) {
      String head =
          "POST /x?y=1 HTTP/1.1\r\nauthorization: token t\r\ncontent-length: 2\r\n"
              + "connection: close\r\n\r\n{}";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.getInputStream().readAllBytes();
    }
    Got state = caller.admin("/state", "");
    assertEquals("POST", state.at("/leaked/0/method"));
    assertEquals("/x?y=1", state.at("/leaked/0/path"));
    assertEquals("token t", state.at("/leaked/0/headers/authorization"));
    assertEquals("{}", state.at("/leaked/0/body"));
  }

  @Test
  void faultHoldsForItsTimes(Sandbox sandbox, Caller caller) {
    sandbox.arm(Fault.of("snyk", "apps.list", FaultKind.UNAVAILABLE).times(2));
    List<Integer> seen = new java.util.ArrayList<>();
    for (int i = 0; i < 3; i++) {
      seen.add(caller.get(caller.apps()).status());
    }
    assertEquals(List.of(503, 503, 200), seen);
  }

  @Test
  void faultsArePlayedInOrder(Sandbox sandbox, Caller caller) {
    sandbox.arm(Fault.of("snyk", "apps.list", FaultKind.REFUSE).status(409));
    arm(sandbox, "*", FaultKind.UNAVAILABLE);
    assertEquals(409, caller.get(caller.apps()).status());
    assertEquals(503, caller.get(caller.apps()).status());
  }
}
