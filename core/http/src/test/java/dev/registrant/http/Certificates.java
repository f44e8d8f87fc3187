package dev.registrant.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate for {@code localhost}, made by the JDK's keytool in each run. */
final class Certificates {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final KeyStore STORE = make();

  private Certificates() {}

  static ServerSocket listener() throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(STORE, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  }

  static SSLContext trust() throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(STORE);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  static URI urlOf(RawServer server) {
    return URI.create("https://localhost:" + server.url().getPort() + "/api");
  }

  private static KeyStore make() {
    try {
      Path folder = Files.createTempDirectory("certificates");
      Path file = folder.resolve("store.p12");
      List<String> command =
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
              "-genkeypair",
              "-alias",
              "test",
              "-keyalg",
              "EC",
              "-dname",
              "CN=localhost",
              "-ext",
              "san=dns:localhost",
              "-storetype",
              "PKCS12",
              "-storepass",
              "changeit",
              "-keystore",
              file.toString());
      Process process = new ProcessBuilder(command).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool failed");
      }
      KeyStore pairs = KeyStore.getInstance("PKCS12");
      pairs.load(Files.newInputStream(file), PASSWORD);
      Files.delete(file);
      Files.delete(folder);
      // the certificate alone as well: a pair is not trusted
      pairs.setCertificateEntry("trusted", pairs.getCertificate("test"));
      return pairs;
    } catch (InterruptedException | IOException | java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
