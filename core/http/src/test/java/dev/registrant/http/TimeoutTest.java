package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.http.Widgets.Widget;
import dev.registrant.spi.Network;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The time-outs of an account end a request long before the deadline of its call. One that goes on
 * hanging fails by time-out.
 */
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TimeoutTest {
  private static final Duration TIME = Duration.ofMillis(250);

  @ParameterizedTest
  @EnumSource
  void requestTimeoutEndsRead(Stall stall) throws Exception {
    try (Stall.Scene scene = stall.open(Network.defaults().withRequestTimeout(TIME))) {
      scene.prepare();
      Widgets widgets = scene.widgets();
      RegistrationException thrown =
          assertThrows(
              RegistrationException.Unavailable.class,
              () -> widgets.find("a", FakeCall.read().options()));
      assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
      assertEquals(problem(stall), withoutAddress(thrown.problem()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void requestTimeoutEndsWrite(Stall stall) throws Exception {
    try (Stall.Scene scene = stall.open(Network.defaults().withRequestTimeout(TIME))) {
      scene.prepare();
      Widgets widgets = scene.widgets();
      RegistrationException thrown =
          assertThrows(
              RegistrationException.class,
              () -> widgets.create(Widget.named("a"), FakeCall.write().options()));
      assertEquals(stall.sent ? "OutcomeUnknown" : "Unavailable", thrown.kind());
      assertEquals(stall.sent ? Outcome.UNKNOWN : Outcome.NOT_APPLIED, thrown.outcome());
      assertEquals(problem(stall), withoutAddress(thrown.problem()));
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"LOOKUP", "CONNECT", "TLS", "PROXY_.*"},
      mode = EnumSource.Mode.MATCH_ANY)
  void connectTimeoutEndsEachStep(Stall stall) throws Exception {
    Network network =
        Network.defaults().withConnectTimeout(TIME).withRequestTimeout(Duration.ofMinutes(1));
    try (Stall.Scene scene = stall.open(network)) {
      Widgets widgets = scene.widgets();
      RegistrationException thrown =
          assertThrows(
              RegistrationException.Unavailable.class,
              () -> widgets.create(Widget.named("a"), FakeCall.write().options()));
      assertEquals(Outcome.NOT_APPLIED, thrown.outcome());
      assertEquals(problem(stall), withoutAddress(thrown.problem()));
    }
  }

  @Test
  void connectTimeoutIsOverOnceConnected() throws Exception {
    try (FakeContext context =
            new FakeContext(Network.defaults().withConnectTimeout(Duration.ofMillis(400)));
        RawServer server =
            RawServer.start(
                peer -> {
                  peer.receive();
                  Thread.sleep(700);
                  peer.answer(200, "", "{}");
                })) {
      Widgets.open(context, server.url()).find("a", FakeCall.read().options());
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void addressesAreTriedUntilOneAnswers() throws Exception {
    List<AutoCloseable> resources = new ArrayList<>();
    try (RawServer server = RawServer.answering(200, "", "{}");
        ServerSocket silent = listener(server.port(), "127.0.0.2");
        ServerSocket silentToo = listener(server.port(), "127.0.0.3");
        FakeContext context =
            new FakeContext(
                new HttpTransport(
                    host ->
                        new InetAddress[] {
                          silent.getInetAddress(),
                          silentToo.getInetAddress(),
                          InetAddress.getByName("127.0.0.1")
                        },
                    1),
                Network.defaults().withConnectTimeout(TIME))) {
      Stall.fill(silent, resources);
      Stall.fill(silentToo, resources);
      Widgets.builder(context, URI.create("http://vendor.invalid:" + server.port()))
          .allowPlainHttp(true)
          .build(Widgets.class)
          .find("a", FakeCall.read().options());
      assertEquals(1, server.requests().size());
    } finally {
      for (AutoCloseable resource : resources) {
        resource.close();
      }
    }
  }

  @Test
  void deadlineThatComesFirstIsTold() throws Exception {
    Network network = Network.defaults().withRequestTimeout(Duration.ofMinutes(1));
    try (Stall.Scene scene = Stall.HEADERS.open(network)) {
      Widgets widgets = scene.widgets();
      FakeCall call = FakeCall.of(Operation.APPS_GET, TIME);
      RegistrationException thrown =
          assertThrows(
              RegistrationException.Unavailable.class, () -> widgets.find("a", call.options()));
      assertEquals("the deadline passed", thrown.problem());
    }
  }

  private static ServerSocket listener(int port, String address) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getByName(address));
  }

  private static String problem(Stall stall) {
    if (stall.sent) {
      return "the vendor did not answer in time";
    }
    return stall.isOfProxy()
        ? "no connection through the proxy came about in time"
        : "no connection to the vendor's host came about in time";
  }

  private static String withoutAddress(String problem) {
    return problem.replaceFirst(" \\(127\\.0\\.0\\.1:\\d+\\)$", "");
  }
}
