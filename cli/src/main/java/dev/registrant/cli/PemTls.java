package dev.registrant.cli;

import dev.registrant.http.PrivateKeyPem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Makes TLS settings of PEM files (RFC 7468): certificates, and private keys that are not encrypted
 * as {@link PrivateKeyPem} reads them.
 */
final class PemTls {
  private static final int MOST_BYTES = 1 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([\\s\\S]*?)-----END \\1-----");

  /** What is wrong with a file. Its message holds nothing of the content. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message);
    }
  }

  /** A private key with the certificate of its public one, the chain behind it. */
  record Identity(List<X509Certificate> chain, PrivateKey key) {}

  private record Block(String label, String text, String pem) {
    byte[] bytes() {
      return Base64.getMimeDecoder().decode(text);
    }
  }

  private PemTls() {}

  /** Returns all certificates in a file, at least one. */
  static List<X509Certificate> certificates(Path file) throws Unusable {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Block block : blocks(file)) {
        if (block.label().equals("CERTIFICATE")) {
          certificates.add(
              (X509Certificate)
                  factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
        }
      }
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new Unusable("which holds a certificate that cannot be read");
    }
    if (certificates.isEmpty()) {
      throw new Unusable("which holds no PEM certificate");
    }
    return certificates;
  }

  /** Returns the one private key in a file. */
  static PrivateKey privateKey(Path file) throws Unusable {
    List<Block> keys =
        blocks(file).stream().filter(block -> block.label().endsWith("PRIVATE KEY")).toList();
    if (keys.size() != 1) {
      throw new Unusable("which holds " + (keys.isEmpty() ? "no" : "more than one") + " PEM key");
    }
    Block block = keys.get(0);
    if (block.label().startsWith("ENCRYPTED") || block.text().contains("ENCRYPTED")) {
      throw new Unusable("which holds an encrypted key; it takes one that is not");
    }
    return PrivateKeyPem.read(block.pem())
        .orElseThrow(
            () -> new Unusable("which holds a key that cannot be read, or is neither RSA nor EC"));
  }

  /**
   * Makes TLS settings.
   *
   * @param trusted what is trusted, empty for what the JVM trusts
   * @param identity what is shown, empty for nothing
   * @throws Unusable if the key does not go with the certificate
   */
  static SSLContext context(Optional<List<X509Certificate>> trusted, Optional<Identity> identity)
      throws Unusable {
    try {
      KeyManager[] keys = identity.isPresent() ? keys(identity.get()) : null;
      TrustManager[] trust = trusted.isPresent() ? trust(trusted.get()) : null;
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new Unusable("cannot be used with this Java");
    }
  }

  private static KeyManager[] keys(Identity identity)
      throws GeneralSecurityException, IOException, Unusable {
    if (!isPair(identity)) {
      throw new Unusable("is not the key of the first certificate in clientCertificate");
    }
    char[] password = {};
    KeyStore store = empty();
    try {
      store.setKeyEntry(
          "client", identity.key(), password, identity.chain().toArray(Certificate[]::new));
    } catch (GeneralSecurityException e) {
      throw new Unusable(
          "cannot be used: clientCertificate takes the client's certificate first, then each"
              + " issuer's");
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return factory.getKeyManagers();
  }

  private static boolean isPair(Identity identity) {
    byte[] text = {1};
    try {
      Signature signature =
          Signature.getInstance(
              identity.key().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
      signature.initSign(identity.key());
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(identity.chain().get(0).getPublicKey());
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static TrustManager[] trust(List<X509Certificate> trusted)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    for (X509Certificate certificate : trusted) {
      store.setCertificateEntry("ca" + store.size(), certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static List<Block> blocks(Path file) throws Unusable {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new Unusable("which is too large");
      }
      Matcher matcher = BLOCK.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
      List<Block> blocks = new ArrayList<>();
      while (matcher.find()) {
        blocks.add(new Block(matcher.group(1), matcher.group(2), matcher.group()));
      }
      return blocks;
    } catch (IOException e) {
      throw new Unusable("which cannot be read");
    }
  }
}
