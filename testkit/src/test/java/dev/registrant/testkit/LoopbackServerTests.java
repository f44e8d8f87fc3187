package dev.registrant.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
class LoopbackServerTests {

  private static String talk(Sandbox sandbox, String text) throws Exception {
    URI address = sandbox.admin();
    try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void connectionServesManyRequests(Sandbox sandbox) throws Exception {
    String one = "GET /_sandbox/state HTTP/1.1\r\nhost: x\r\n";
    String both = talk(sandbox, one + "\r\n" + one + "connection: close\r\n\r\n");
    assertEquals(3, both.split("HTTP/1.1 200", -1).length);
  }

  @Test
  void chunkedBodyIsRead(Sandbox sandbox) throws Exception {
    String answer =
        talk(
            sandbox,
            "POST /_sandbox/seed HTTP/1.1\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n"
                + "10\r\n{\"vendor\":\"snyk\"\r\n"
                + "e\r\n,\"kind\":\"org\"}\r\n0\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
  }

  @Test
  void expectationIsAnswered(Sandbox sandbox) throws Exception {
    String answer =
        talk(
            sandbox,
            "POST /_sandbox/reset HTTP/1.1\r\nconnection: close\r\nexpect: 100-continue\r\n"
                + "content-length: 2\r\n\r\n{}");
    assertTrue(answer.startsWith("HTTP/1.1 100"), answer);
  }

  @Test
  void nonsenseIsCutOff(Sandbox sandbox) throws Exception {
    assertEquals("", talk(sandbox, "nonsense\r\n\r\n"));
  }

  @Test
  void unknownVendorIsNotFound(Sandbox sandbox) throws Exception {
    assertTrue(
        talk(sandbox, "GET /acme HTTP/1.1\r\nconnection: close\r\n\r\n").contains("HTTP/1.1 404"));
  }

  @Test
  void takenPortIsReported(Sandbox sandbox) {
    int port = sandbox.admin().getPort();
    assertThrows(UncheckedIOException.class, () -> Sandbox.start(port));
  }

  @Test
  void closedSandboxRefusesConnections(Sandbox sandbox, Caller caller) {
    caller.get(caller.apps());
    sandbox.close();
    assertThrows(UncheckedIOException.class, () -> caller.get(caller.apps()));
  }
}
