package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeyPemTest {
  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void keyInPkcs8IsRead(String algorithm) throws Exception {
    PrivateKey key = key(algorithm);
    assertEquals(Optional.of(key), PrivateKeyPem.read(pem("PRIVATE KEY", key.getEncoded())));
  }

  @Test
  void rsaKeyInPkcs1IsRead() throws Exception {
    PrivateKey key = key("RSA");
    // In PKCS#8, version and algorithm stand before the PKCS#1 key: 26 bytes from 1024 bits on.
    byte[] encoded = key.getEncoded();
    byte[] bare = Arrays.copyOfRange(encoded, 26, encoded.length);
    assertEquals(Optional.of(key), PrivateKeyPem.read(pem("RSA PRIVATE KEY", bare)));
  }

  @Test
  void ecKeyInSec1IsRead() throws Exception {
    PrivateKey key = key("EC");
    // The number, behind what PKCS#8 and SEC 1 put before it; then the curve P-256.
    String encoded = HexFormat.of().formatHex(key.getEncoded());
    String number = encoded.substring(encoded.indexOf("0201010420") + 10).substring(0, 64);
    String bare = "0201010420" + number;
    byte[] named = HexFormat.of().parseHex("3031" + bare + "a00a06082a8648ce3d030107");
    byte[] nameless = HexFormat.of().parseHex("3025" + bare);
    // Keys are equal as they are encoded, and this one repeats its curve.
    assertEquals(
        ((ECPrivateKey) key).getS(),
        ((ECPrivateKey) PrivateKeyPem.read(pem("EC PRIVATE KEY", named)).orElseThrow()).getS());
    assertEquals(Optional.empty(), PrivateKeyPem.read(pem("EC PRIVATE KEY", nameless)));
  }

  @Test
  void keyMayStandAmongBlanks() throws Exception {
    PrivateKey key = key("EC");
    String text = "\n  " + pem("PRIVATE KEY", key.getEncoded()).replace("\n", "\r\n") + "\n";
    assertEquals(Optional.of(key), PrivateKeyPem.read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "key",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n",
        "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n",
        "-----BEGIN EC PRIVATE KEY-----\nMIT/////\n-----END EC PRIVATE KEY-----\n",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
      })
  void anythingElseIsNoKey(String text) {
    assertEquals(Optional.empty(), PrivateKeyPem.read(text));
  }

  @Test
  void textThatIsTooLongIsNoKey() {
    assertEquals(Optional.empty(), PrivateKeyPem.read(pem("RSA PRIVATE KEY", new byte[0x10000])));
  }

  private static PrivateKey key(String algorithm) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
    return generator.generateKeyPair().getPrivate();
  }

  private static String pem(String label, byte[] der) {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label);
  }
}
