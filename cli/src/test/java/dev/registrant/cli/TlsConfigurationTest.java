package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
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

/** Own CAs and client certificates, as they stand in a configuration. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsConfigurationTest {
  @TempDir Path folder;
  private NetworkFile file;

  @BeforeEach
  void makeFile() throws IOException {
    file = new NetworkFile(folder);
  }

  @ParameterizedTest
  @CsvSource({"RSA, PKCS8", "EC, PKCS8", "RSA, PKCS1", "EC, SEC1"})
  void clientCertificateIsShownAndOwnCaTrusted(String algorithm, String form) throws Exception {
    PemPair client = PemPair.of("client", algorithm);
    PemPair server = PemPair.of("localhost", "EC");
    write("ca.pem", "CERTIFICATE", server.certificate());
    write("client.pem", "CERTIFICATE", client.certificate());
    switch (form) {
      case "PKCS1" -> write("key.pem", "RSA PRIVATE KEY", client.pkcs1());
      case "SEC1" -> write("key.pem", "EC PRIVATE KEY", client.sec1());
      default -> write("key.pem", "PRIVATE KEY", client.pkcs8());
    }
    SSLContext context =
        file.network(
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
    PemPair server = PemPair.of("localhost", "EC");
    write("ca.pem", "CERTIFICATE", PemPair.of("somebody", "EC").certificate());
    SSLContext context =
        file.network("network: {caCertificates: ca.pem}").sslContext().orElseThrow();
    assertThrows(SSLHandshakeException.class, () -> clientSeen(context, server, server));
  }

  @Test
  void keyOfAnotherCertificate() throws Exception {
    write("client.pem", "CERTIFICATE", PemPair.of("client", "EC").certificate());
    write("key.pem", "PRIVATE KEY", PemPair.of("other", "EC").pkcs8());
    Configuration read = file.read("network: {clientCertificate: client.pem, clientKey: key.pem}");
    assertEquals(1, read.problems().all().size());
    assertEquals("accounts.it.network.clientKey", read.problems().all().get(0).field());
    assertTrue(
        read.problems().all().get(0).message().contains("first certificate"),
        read.problems().all().get(0).message());
  }

  @Test
  void chainOutOfOrder() throws Exception {
    PemPair client = PemPair.of("client", "EC");
    write("key.pem", "PRIVATE KEY", client.pkcs8());
    write(
        "client.pem", "CERTIFICATE", client.certificate(), PemPair.of("other", "EC").certificate());
    Configuration read = file.read("network: {clientCertificate: client.pem, clientKey: key.pem}");
    assertTrue(read.problems().all().get(0).message().contains("each issuer's"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY", "X"})
  void keyThatIsNone(String label) throws Exception {
    write("client.pem", "CERTIFICATE", PemPair.of("client", "EC").certificate());
    for (byte[] garbage : List.of(new byte[0], new byte[] {0x30, (byte) 0x84, -1, -1, -1, -1})) {
      write("key.pem", label, garbage);
      Configuration read =
          file.read("network: {clientCertificate: client.pem, clientKey: key.pem}");
      assertEquals(
          List.of("accounts.it.network.clientKey"),
          read.problems().all().stream().map(v -> v.field()).toList());
    }
  }

  @Test
  void fileWithoutEnd() throws Exception {
    write("ca.pem", "CERTIFICATE", PemPair.of("somebody", "EC").certificate());
    Files.writeString(folder.resolve("ca.pem"), " ".repeat(1 << 20), StandardOpenOption.APPEND);
    Configuration read = file.read("network: {caCertificates: ca.pem}");
    assertTrue(read.problems().all().get(0).message().contains("too large"));
  }

  /** Connects to a server that wants a certificate, and returns the name it has seen in it. */
  private static String clientSeen(SSLContext context, PemPair server, PemPair trusted)
      throws Exception {
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
      text.append(PemPair.pem(label, content));
    }
    Files.writeString(folder.resolve(name), text.toString());
  }

  private static Path pem(Path folder, String label, byte[] content) throws IOException {
    return Files.writeString(
        Files.createTempFile(folder, "x", ".pem"), PemPair.pem(label, content));
  }
}
