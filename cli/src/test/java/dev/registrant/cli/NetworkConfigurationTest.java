package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.HttpProxy;
import dev.registrant.spi.Network;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an account is connected, as it stands in a configuration. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NetworkConfigurationTest {
  private static final String PASSWORD = "proxy-password-7c1d";

  @TempDir Path folder;
  private NetworkFile file;

  @BeforeEach
  void makeFile() throws IOException {
    file = new NetworkFile(folder);
  }

  @Test
  void nothingGivenIsTheDefault() throws IOException {
    assertEquals(Network.defaults(), file.network(""));
    assertEquals(Network.defaults(), file.network("network: {}"));
  }

  @Test
  void proxyIsRead() throws IOException {
    Files.writeString(folder.resolve("password.txt"), PASSWORD + "\n");
    Configuration read =
        file.read(
            """
            network:
              proxy: http://${env:PROXY}:3128/
              proxyUser: ann
              proxyPassword: ${file:password.txt}
              connectTimeout: 500ms
              requestTimeout: 2m
            """);
    assertTrue(read.problems().isEmpty());
    Network network = read.accounts().get(0).network();
    HttpProxy proxy = network.proxy().orElseThrow();
    assertEquals("proxy.example:3128", proxy.authority());
    HttpProxy.Login login = proxy.login().orElseThrow();
    assertEquals("ann", login.user());
    assertEquals(PASSWORD, login.password().get().reveal());
    Files.writeString(folder.resolve("password.txt"), "another");
    assertEquals("another", login.password().get().reveal(), "it is read at each use");
    assertEquals(Duration.ofMillis(500), network.connectTimeout());
    assertEquals(Duration.ofMinutes(2), network.requestTimeout());
    assertEquals(Optional.empty(), network.sslContext());
    assertEquals(List.of(), read.clearSecrets());
  }

  @Test
  void proxyOfAnAddressOfVersion6() throws IOException {
    assertEquals(
        Optional.of(HttpProxy.of("::1", 3128)),
        file.network("network: {proxy: 'http://[::1]:3128'}").proxy());
  }

  @Test
  void passwordInClearIsNoted() throws IOException {
    Configuration read =
        file.read(
            """
            network:
              proxy: http://proxy.example:3128
              proxyUser: ann
              proxyPassword: %s
            """
                .formatted(PASSWORD));
    assertEquals(List.of("accounts.it.network.proxyPassword"), read.clearSecrets());
    assertFalse(read.toString().contains(PASSWORD));
  }

  @Test
  void everythingWrongIsToldAtOnce() throws IOException {
    Files.writeString(folder.resolve("empty.pem"), "nothing\n");
    Files.writeString(
        folder.resolve("encrypted.pem"),
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
    Cli.Run run =
        file.list(
            """
            accounts:
              one:
                provider: fake
                settings: {tenent: t, token: x}
                network:
                  proksy: http://proxy:3128
                  proxyUser: a:b
                  proxyPassword: %s
                  caCertificates: empty.pem
                  clientCertificate: none.pem
                  clientKey: encrypted.pem
                  connectTimeout: soon
                  requestTimeout: 25h
              two:
                provider: fake
                settings: {tenant: t, token: x}
                network:
                  proxy: http://ann:%s@proxy:3128
                  proxyPassword: ${env:NO_SUCH}
                  clientCertificate: ''
            """
                .formatted(PASSWORD, PASSWORD));
    requireProblem(run, "one.network.proksy", "line 6: ", "did you mean proxy?");
    requireProblem(run, "one.network.proxyUser", "line 7: ", "needs proxy beside it");
    requireProblem(run, "one.network.caCertificates", "line 9: ", "no PEM certificate");
    requireProblem(run, "one.network.clientCertificate", "line 10: ", "cannot be read");
    requireProblem(run, "one.network.clientKey", "line 11: ", "encrypted key");
    requireProblem(run, "one.network.connectTimeout", "line 12: ", "90s");
    requireProblem(run, "one.network.requestTimeout", "line 13: ", "1 ms to 24 h");
    requireProblem(run, "one.settings.tenent", "line 4: ", "did you mean tenant?");
    requireProblem(run, "two.network.proxy", "line 18: ", "give proxyUser and proxyPassword");
    requireProblem(run, "two.network.proxyPassword", "line 19: ", "needs proxyUser");
    requireProblem(run, "two.network.clientCertificate", "line 20: ", "needs clientKey");
    List<String> told =
        run.error()
            .path("violations")
            .valueStream()
            .map(v -> v.path("message").asString(""))
            .toList();
    assertTrue(told.stream().anyMatch(m -> m.contains("has no colon")), told::toString);
    assertTrue(told.stream().anyMatch(m -> m.contains("NO_SUCH")), told::toString);
    assertTrue(told.stream().anyMatch(m -> m.contains("cannot be empty")), told::toString);
    run.hides(PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy:3128",
        "https://proxy:3128",
        "socks5://proxy:3128",
        "http://proxy",
        "http://proxy:0",
        "http://proxy:65536",
        "http://proxy:3128/path",
        "http://a b:3128",
        "http://:3128"
      })
  void proxyOfAnotherForm(String proxy) throws IOException {
    Configuration read = file.read("network: {proxy: '" + proxy + "'}");
    assertEquals(
        List.of("accounts.it.network.proxy"),
        read.problems().all().stream().map(v -> v.field()).toList());
  }

  @Test
  void accountIsConnectedThroughItsProxy() throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread thread = new Thread(() -> refuse(proxy, received), "proxy");
      thread.setDaemon(true);
      thread.start();
      Cli.Run run =
          file.list(
              """
              accounts:
                it:
                  provider: snyk
                  settings:
                    org: 0c1d2e3f-0000-4000-8000-000000000001
                    token: x
                    baseUrl: https://vendor.invalid/rest
                  network:
                    proxy: http://127.0.0.1:%d
                    proxyUser: ann
                    proxyPassword: %s
              policies: {retry: {maxAttempts: 1}}
              """
                  .formatted(proxy.getLocalPort(), PASSWORD));
      assertEquals("Unavailable", run.ends(1).kind());
      assertTrue(
          run.error().path("message").asString("").contains("127.0.0.1:" + proxy.getLocalPort()),
          run.out());
      run.hides(PASSWORD);
    }
    assertEquals(List.of("CONNECT vendor.invalid:443 HTTP/1.1"), received);
  }

  private static void refuse(ServerSocket proxy, List<String> received) {
    try (Socket socket = proxy.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = socket.getOutputStream()) {
      received.add(String.valueOf(in.readLine()));
      out.write("HTTP/1.1 407 X\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      while (in.readLine() != null) {
        // until it is closed
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  private static void requireProblem(Cli.Run run, String field, String line, String text) {
    String message = run.violation("accounts." + field);
    assertTrue(message.startsWith(line), () -> field + ": " + message);
    assertTrue(message.contains(text), () -> field + ": " + message);
  }
}
