package dev.registrant.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Self-signed certificates, made by the JDK's keytool in each run. */
final class Certificates {
  private static final char[] PASSWORD = "changeit".toCharArray();

  /** Of {@code localhost}. */
  private static final KeyStore LOCALHOST = make("localhost");

  /** Of a host that no name service knows. */
  private static final KeyStore VENDOR = make("vendor.invalid");

  private static final KeyStore CLIENT = make("client");
  private static final KeyStore OTHER_CLIENT = make("other");

  private Certificates() {}

  /** Makes the certificates, which takes a while; to be called where no time-out runs. */
  static void prepare() {
    // by loading this class
  }

  /** A listener for {@code localhost}. */
  static ServerSocket listener() throws Exception {
    return listen(context(LOCALHOST, List.of()));
  }

  /** A listener for {@code localhost} that speaks to clients with one of our certificates alone. */
  static SSLServerSocket listenerForClients() throws Exception {
    SSLServerSocket listener = listen(context(LOCALHOST, List.of(CLIENT, OTHER_CLIENT)));
    listener.setNeedClientAuth(true);
    return listener;
  }

  /**
   * A listener for {@code vendor.invalid}.
   *
   * @param names takes the names that clients ask for (RFC 6066 section 3)
   */
  static ServerSocket vendorListener(List<String> names) throws Exception {
    SSLServerSocket listener = listen(context(VENDOR, List.of()));
    SSLParameters parameters = listener.getSSLParameters();
    parameters.setSNIMatchers(
        List.of(
            new SNIMatcher(StandardConstants.SNI_HOST_NAME) {
              @Override
              public boolean matches(SNIServerName name) {
                return names.add(new SNIHostName(name.getEncoded()).getAsciiName());
              }
            }));
    listener.setSSLParameters(parameters);
    return listener;
  }

  /** Trusts our servers. */
  static SSLContext trust() throws Exception {
    return context(null, List.of(LOCALHOST, VENDOR));
  }

  /** Trusts somebody else alone. */
  static SSLContext foreignTrust() throws Exception {
    return context(null, List.of(OTHER_CLIENT));
  }

  /** Trusts our servers and shows the certificate of {@code CN=client}. */
  static SSLContext client() throws Exception {
    return context(CLIENT, List.of(LOCALHOST));
  }

  /** Trusts our servers and shows the certificate of {@code CN=other}. */
  static SSLContext otherClient() throws Exception {
    return context(OTHER_CLIENT, List.of(LOCALHOST));
  }

  static URI urlOf(RawServer server) {
    return URI.create("https://localhost:" + server.port() + "/api");
  }

  private static SSLServerSocket listen(SSLContext context) throws IOException {
    return (SSLServerSocket)
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  }

  private static SSLContext context(@Nullable KeyStore own, List<KeyStore> trusted)
      throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        own == null ? null : keys(own), trusted.isEmpty() ? null : trusting(trusted), null);
    return context;
  }

  private static KeyManager[] keys(KeyStore pair) throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(pair, PASSWORD);
    return keys.getKeyManagers();
  }

  /** Of the certificates alone: a pair is not trusted. */
  private static TrustManager[] trusting(List<KeyStore> pairs) throws Exception {
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    for (KeyStore pair : pairs) {
      certificates.setCertificateEntry("c" + certificates.size(), pair.getCertificate("test"));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates);
    return trust.getTrustManagers();
  }

  private static KeyStore make(String name) {
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
              "CN=" + name,
              "-ext",
              "san=dns:" + name,
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
      KeyStore pair = KeyStore.getInstance("PKCS12");
      pair.load(Files.newInputStream(file), PASSWORD);
      Files.delete(file);
      Files.delete(folder);
      return pair;
    } catch (InterruptedException | IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
