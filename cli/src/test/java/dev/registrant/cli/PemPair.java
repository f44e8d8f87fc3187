package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A key with a self-signed certificate, made by the JDK's keytool, once in a run.
 *
 * @param pkcs8 the key
 * @param certificate the certificate
 */
record PemPair(byte[] pkcs8, byte[] certificate) {
  private static final Map<String, PemPair> MADE = new ConcurrentHashMap<>();
  private static final int BEFORE_RSA_KEY = 26;

  static PemPair of(String name, String algorithm) throws Exception {
    PemPair known = MADE.get(name + algorithm);
    if (known == null) {
      known = fresh(name, algorithm);
      MADE.put(name + algorithm, known);
    }
    return known;
  }

  /** An RSA key as it stands within PKCS #8. */
  byte[] pkcs1() {
    return Arrays.copyOfRange(pkcs8, BEFORE_RSA_KEY, pkcs8.length);
  }

  /** A key of P-256 with its curve, which the JDK leaves out within PKCS #8. */
  byte[] sec1() {
    HexFormat hex = HexFormat.of();
    String all = hex.formatHex(pkcs8);
    String number = all.substring(all.indexOf("0201010420") + 10).substring(0, 64);
    return hex.parseHex("3031020101" + "0420" + number + "a00a06082a8648ce3d030107");
  }

  static String pem(String label, byte[] content) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static PemPair fresh(String name, String algorithm) throws Exception {
    Path folder = Files.createTempDirectory("pair");
    Path file = folder.resolve("pair.p12");
    // The curve that EC means, and the size that RSA means, change from one JDK to the next.
    String[] size =
        algorithm.equals("EC")
            ? new String[] {"-groupname", "secp256r1"}
            : new String[] {"-keysize", "2048"};
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "test",
            "-keyalg",
            algorithm,
            size[0],
            size[1],
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
    return new PemPair(
        store.getKey("test", "changeit".toCharArray()).getEncoded(),
        store.getCertificate("test").getEncoded());
  }
}
