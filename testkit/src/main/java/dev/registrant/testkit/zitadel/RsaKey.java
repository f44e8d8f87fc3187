package dev.registrant.testkit.zitadel;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * An RSA key pair.
 *
 * @param pem the private key in PKCS#1, as it is given away
 */
record RsaKey(PublicKey publicKey, String pem) {

  /** In PKCS#8, version and algorithm stand before the PKCS#1 key: 26 bytes from 1024 bits on. */
  private static final int WRAPPER = 26;

  /** Makes a pair; takes about a tenth of a second at 2048 bits. */
  static RsaKey generate(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      KeyPair pair = generator.generateKeyPair();
      byte[] wrapped = pair.getPrivate().getEncoded();
      byte[] bare = Arrays.copyOfRange(wrapped, WRAPPER, wrapped.length);
      byte[] line = "\n".getBytes(StandardCharsets.US_ASCII);
      String base64 = Base64.getMimeEncoder(64, line).encodeToString(bare);
      return new RsaKey(
          pair.getPublic(),
          "-----BEGIN RSA PRIVATE KEY-----\n" + base64 + "\n-----END RSA PRIVATE KEY-----\n");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
