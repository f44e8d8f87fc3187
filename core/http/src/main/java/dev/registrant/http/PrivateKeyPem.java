package dev.registrant.http;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads private keys in PEM (RFC 7468), as key files and settings hold them. */
public final class PrivateKeyPem {
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END .*", Pattern.DOTALL);

  /** SEQUENCE { rsaEncryption, NULL } of RFC 3447 appendix A.1. */
  private static final byte[] RSA_ALGORITHM = {
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private static final byte[] VERSION_ZERO = {0x02, 0x01, 0x00};
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;

  private PrivateKeyPem() {}

  /**
   * Reads the RSA or EC key of a text.
   *
   * @param text PKCS#8 ({@code BEGIN PRIVATE KEY}, RFC 5208) or PKCS#1 ({@code BEGIN RSA PRIVATE
   *     KEY}, RFC 8017 appendix A.1.2), not encrypted
   * @return empty if it is something else
   */
  public static Optional<PrivateKey> read(String text) {
    Matcher matcher = PEM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
      byte[] pkcs8 = matcher.group(1) == null ? der : wrapped(der);
      return List.of("RSA", "EC").stream()
          .flatMap(algorithm -> key(algorithm, pkcs8).stream())
          .findFirst();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<PrivateKey> key(String algorithm, byte[] pkcs8) {
    try {
      return Optional.of(
          KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** Wraps PKCS#1 into PKCS#8, which Java takes (RFC 5208 section 5). */
  private static byte[] wrapped(byte[] pkcs1) {
    return element(SEQUENCE, VERSION_ZERO, RSA_ALGORITHM, element(OCTET_STRING, pkcs1));
  }

  /** An element of DER: its tag, its length in two bytes or less, its parts. */
  private static byte[] element(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    if (length > 0xffff) {
      throw new IllegalArgumentException("too long for a key");
    }
    byte[] head = {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    byte[] all = new byte[head.length + length];
    System.arraycopy(head, 0, all, 0, head.length);
    int at = head.length;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
