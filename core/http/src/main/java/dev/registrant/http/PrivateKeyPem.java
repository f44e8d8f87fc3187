package dev.registrant.http;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads private keys in PEM (RFC 7468), as key files and settings hold them. */
public final class PrivateKeyPem {
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN (RSA |EC )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END .*",
          Pattern.DOTALL);

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

  /** The object identifier id-ecPublicKey of RFC 5480 section 2.1.1; the curve follows it. */
  private static final byte[] EC_ALGORITHM = {
    0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
  };

  private static final byte[] VERSION_ZERO = {0x02, 0x01, 0x00};
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final int PARAMETERS = 0xa0;

  private PrivateKeyPem() {}

  /**
   * Reads the RSA or EC key of a text.
   *
   * @param text PKCS#8 ({@code BEGIN PRIVATE KEY}, RFC 5208), PKCS#1 ({@code BEGIN RSA PRIVATE
   *     KEY}, RFC 8017 appendix A.1.2) or SEC 1 with the name of its curve ({@code BEGIN EC PRIVATE
   *     KEY}, RFC 5915), not encrypted
   * @return empty if it is something else
   */
  public static Optional<PrivateKey> read(String text) {
    Matcher matcher = PEM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
      byte[] pkcs8 =
          switch (Objects.requireNonNullElse(matcher.group(1), "")) {
            case "RSA " -> wrapped(RSA_ALGORITHM, der);
            case "EC " -> wrapped(element(SEQUENCE, EC_ALGORITHM, curve(der)), der);
            default -> der;
          };
      return List.of("RSA", "EC").stream()
          .flatMap(algorithm -> key(algorithm, pkcs8).stream())
          .findFirst();
    } catch (IllegalArgumentException | BufferUnderflowException e) {
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

  /** Wraps a key of an algorithm into PKCS#8, which Java takes (RFC 5208 section 5). */
  private static byte[] wrapped(byte[] algorithm, byte[] key) {
    return element(SEQUENCE, VERSION_ZERO, algorithm, element(OCTET_STRING, key));
  }

  /** Returns the curve that a key of SEC 1 names (RFC 5915 section 3), as an element. */
  private static byte[] curve(byte[] key) {
    ByteBuffer fields = ByteBuffer.wrap(content(ByteBuffer.wrap(key), SEQUENCE));
    fields.position(Math.min(VERSION_ZERO.length, fields.limit()));
    content(fields, OCTET_STRING);
    return content(fields, PARAMETERS);
  }

  /** Reads an element that is expected and returns what is in it. */
  private static byte[] content(ByteBuffer der, int tag) {
    if (Byte.toUnsignedInt(der.get()) != tag) {
      throw new IllegalArgumentException("another element");
    }
    int length = Byte.toUnsignedInt(der.get());
    if (length == 0x81) {
      length = Byte.toUnsignedInt(der.get());
    } else if (length == 0x82) {
      length = Short.toUnsignedInt(der.getShort());
    }
    byte[] content = new byte[Math.min(length, der.remaining())];
    der.get(content);
    return content;
  }

  /** An element of DER: its tag, its length in as few bytes as it takes, its parts. */
  private static byte[] element(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    if (length > 0xffff) {
      throw new IllegalArgumentException("too long for a key");
    }
    ByteBuffer all = ByteBuffer.allocate(4 + length).put((byte) tag);
    if (length < 0x80) {
      all.put((byte) length);
    } else if (length < 0x100) {
      all.put((byte) 0x81).put((byte) length);
    } else {
      all.put((byte) 0x82).putShort((short) length);
    }
    for (byte[] part : parts) {
      all.put(part);
    }
    return Arrays.copyOf(all.array(), all.position());
  }
}
