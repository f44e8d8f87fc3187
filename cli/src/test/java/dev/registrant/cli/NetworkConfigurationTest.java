package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an account is connected, as it stands in a configuration. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NetworkConfigurationTest {
  private static final String PASSWORD = "proxy-password-7c1d";

  private static final Map<String, Pair> PAIRS = new ConcurrentHashMap<>();

  @TempDir Path folder;
  private Path jar;

  /** A key with its certificate. */
  private record Pair(byte[] pkcs8, byte[] certificate) {}

  @BeforeEach
  void makeJar() throws IOException {
    jar = ProviderJars.fake(folder);
  }

  @Test
  void nothingGivenIsTheDefault() throws IOException {
    assertEquals(Network.defaults(), network(""));
    assertEquals(Network.defaults(), network("network: {}"));
  }

  @Test
  void proxyIsRead() throws IOException {
    Files.writeString(folder.resolve("password.txt"), PASSWORD + "\n");
    Configuration read =
        read(
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
        network("network: {proxy: 'http://[::1]:3128'}").proxy());
  }

  @Test
  void passwordInClearIsNoted() throws IOException {
    Configuration read =
        read(
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
        list(
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
    Configuration read = read("network: {proxy: '" + proxy + "'}");
    assertEquals(
        List.of("accounts.it.network.proxy"),
        read.problems().all().stream().map(v -> v.field()).toList());
  }

  @ParameterizedTest
  @CsvSource({"RSA, PKCS8", "EC, PKCS8", "Ed25519, PKCS8", "RSA, PKCS1", "EC, SEC1"})
  void clientCertificateIsShownAndOwnCaTrusted(String algorithm, String form) throws Exception {
    Pair client = pair("client", algorithm);
    Pair server = pair("localhost", "EC");
    write("ca.pem", "CERTIFICATE", server.certificate());
    write("client.pem", "CERTIFICATE", client.certificate());
    switch (form) {
      case "PKCS1" -> write("key.pem", "RSA PRIVATE KEY", inner(client.pkcs8(), 26));
      case "SEC1" -> write("key.pem", "EC PRIVATE KEY", sec1(client.pkcs8()));
      default -> write("key.pem", "PRIVATE KEY", client.pkcs8());
    }
    SSLContext context =
        network(
                """
                network:
                  caCertificates: ca.pem
                  clientCertificate: client.pem
                  clientKey: key.pem
                """)
            .sslContext()
            .orElseThrow();
    assertEquals("CN=client", clientSeen(context, server, client));
  }

  @Test
  void ownCaIsTrustedAlone() throws Exception {
    Pair server = pair("localhost", "EC");
    write("ca.pem", "CERTIFICATE", pair("somebody", "EC").certificate());
    SSLContext context = network("network: {caCertificates: ca.pem}").sslContext().orElseThrow();
    assertThrows(SSLHandshakeException.class, () -> clientSeen(context, server, server));
  }

  @Test
  void keyOfAnotherCertificate() throws Exception {
    write("client.pem", "CERTIFICATE", pair("client", "EC").certificate());
    write("key.pem", "PRIVATE KEY", pair("other", "EC").pkcs8());
    Configuration read = read("network: {clientCertificate: client.pem, clientKey: key.pem}");
    assertEquals(1, read.problems().all().size());
    assertEquals("accounts.it.network.clientKey", read.problems().all().get(0).field());
    assertTrue(
        read.problems().all().get(0).message().contains("first certificate"),
        read.problems().all().get(0).message());
  }

  @Test
  void chainOutOfOrder() throws Exception {
    Pair client = pair("client", "EC");
    write("key.pem", "PRIVATE KEY", client.pkcs8());
    write("client.pem", "CERTIFICATE", client.certificate(), pair("other", "EC").certificate());
    Configuration read = read("network: {clientCertificate: client.pem, clientKey: key.pem}");
    assertTrue(read.problems().all().get(0).message().contains("each issuer's"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY", "X"})
  void keyThatIsNone(String label) throws Exception {
    write("client.pem", "CERTIFICATE", pair("client", "EC").certificate());
    for (byte[] garbage : List.of(new byte[0], new byte[] {0x30, (byte) 0x84, -1, -1, -1, -1})) {
      write("key.pem", label, garbage);
      Configuration read = read("network: {clientCertificate: client.pem, clientKey: key.pem}");
      assertEquals(
          List.of("accounts.it.network.clientKey"),
          read.problems().all().stream().map(v -> v.field()).toList());
    }
  }

  @Test
  void accountIsConnectedThroughItsProxy() throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread thread = new Thread(() -> refuse(proxy, received), "proxy");
      thread.setDaemon(true);
      thread.start();
      Cli.Run run =
          list(
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

  /** Connects to a server that wants a certificate, and returns the name it has seen in it. */
  private static String clientSeen(SSLContext context, Pair server, Pair trusted) throws Exception {
    Path folder = Files.createTempDirectory("server");
    SSLContext serving =
        PemTls.context(
            Optional.of(PemTls.certificates(pem(folder, "CERTIFICATE", trusted.certificate()))),
            Optional.of(
                new PemTls.Identity(
                    PemTls.certificates(pem(folder, "CERTIFICATE", server.certificate())),
                    PemTls.privateKey(pem(folder, "PRIVATE KEY", server.pkcs8())))));
    List<String> seen = new CopyOnWriteArrayList<>();
    try (SSLServerSocket listener =
        (SSLServerSocket)
            serving
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      listener.setNeedClientAuth(true);
      Thread thread = new Thread(() -> greet(listener, seen), "server");
      thread.setDaemon(true);
      thread.start();
      try (SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(InetAddress.getByName("127.0.0.1"), listener.getLocalPort())) {
        assertEquals('x', socket.getInputStream().read());
      }
    }
    return seen.get(0);
  }

  private static void greet(SSLServerSocket listener, List<String> seen) {
    try (SSLSocket socket = (SSLSocket) listener.accept()) {
      seen.add(socket.getSession().getPeerPrincipal().getName());
      socket.getOutputStream().write('x');
    } catch (IOException e) {
      // the client sees it
    }
  }

  private void write(String name, String label, byte[]... contents) throws IOException {
    StringBuilder text = new StringBuilder("a note before\n");
    for (byte[] content : contents) {
      text.append(pem(label, content));
    }
    Files.writeString(folder.resolve(name), text.toString());
  }

  private static Path pem(Path folder, String label, byte[] content) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "x", ".pem"), pem(label, content));
  }

  private static String pem(String label, byte[] content) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static byte[] inner(byte[] pkcs8, int from) {
    return Arrays.copyOfRange(pkcs8, from, pkcs8.length);
  }

  /** A key of P-256 with its curve, which the JDK leaves out within PKCS #8. */
  private static byte[] sec1(byte[] pkcs8) {
    HexFormat hex = HexFormat.of();
    String all = hex.formatHex(pkcs8);
    String number = all.substring(all.indexOf("0201010420") + 10).substring(0, 64);
    return hex.parseHex("303102010104" + "20" + number + "a00a06082a8648ce3d030107");
  }

  private Pair pair(String name, String algorithm) throws Exception {
    Pair known = PAIRS.get(name + algorithm);
    if (known == null) {
      known = fresh(name, algorithm);
      PAIRS.put(name + algorithm, known);
    }
    return known;
  }

  private Pair fresh(String name, String algorithm) throws Exception {
    Path file = folder.resolve(name + algorithm + ".p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "test",
            "-keyalg",
            algorithm,
            "-dname",
            "CN=" + name,
            "-storetype",
            "PKCS12",
            "-storepass",
            "changeit",
            "-keystore",
            file.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertEquals(0, process.waitFor());
    KeyStore store = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
    return new Pair(
        store.getKey("test", "changeit".toCharArray()).getEncoded(),
        store.getCertificate("test").getEncoded());
  }

  private Network network(String yaml) throws IOException {
    Configuration read = read(yaml);
    assertEquals(List.of(), read.problems().all());
    return read.accounts().get(0).network();
  }

  private Configuration read(String network) throws IOException {
    Path config =
        config(
            "accounts:\n  it:\n    provider: fake\n    settings: {tenant: t, token: '${env:T}'}\n"
                + network.indent(4));
    try (ProviderPath providers = ProviderPath.open(List.of(jar))) {
      return new ConfigurationReader(
              providers.catalog(), Map.of("PROXY", "proxy.example", "T", "x"))
          .read(Optional.of(config));
    }
  }

  private Cli.Run list(String yaml) throws IOException {
    return new Cli()
        .json(
            "apps",
            "list",
            "--account",
            "it",
            "--config",
            config(yaml).toString(),
            "--provider-path",
            jar.toString());
  }

  private Path config(String yaml) throws IOException {
    return Files.writeString(folder.resolve("registrant.yaml"), yaml);
  }

  private static void requireProblem(Cli.Run run, String field, String line, String text) {
    String message = run.violation("accounts." + field);
    assertTrue(message.startsWith(line), () -> field + ": " + message);
    assertTrue(message.contains(text), () -> field + ": " + message);
  }
}
