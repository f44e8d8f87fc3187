package dev.registrant.provider.zitadel;

import dev.registrant.http.JsonText;
import dev.registrant.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The key file of a service account, with which it signs assertions (RFC 7523). */
final class ServiceAccountKey {
  private static final Duration VALIDITY = Duration.ofMinutes(5);
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

  private final String keyId;
  private final String userId;
  private final PrivateKey key;

  private ServiceAccountKey(String keyId, String userId, PrivateKey key) {
    this.keyId = keyId;
    this.userId = userId;
    this.key = key;
  }

  private record File(@Nullable String keyId, @Nullable String userId, @Nullable String key) {
    /** A record would print its secret. */
    @Override
    public String toString() {
      return "File[keyId=" + keyId + "]";
    }
  }

  /** Reads the file that ZITADEL gives away once; empty if it is another one. */
  static Optional<ServiceAccountKey> of(Secret file) {
    File read = JsonText.read(file.reveal(), File.class).orElse(new File(null, null, null));
    String keyId = read.keyId();
    String userId = read.userId();
    if (keyId == null || userId == null || read.key() == null) {
      return Optional.empty();
    }
    return privateKey(read.key()).map(key -> new ServiceAccountKey(keyId, userId, key));
  }

  /** Signs an assertion: who the account is, for whom, and not for long. */
  String assertion(String audience, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", userId);
    claims.put("sub", userId);
    claims.put("aud", audience);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(VALIDITY).getEpochSecond());
    String signed = part(Map.of("alg", "RS256", "kid", keyId)) + "." + part(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform signs with RSA", e);
    }
  }

  private static String part(Map<String, ?> members) {
    return base64(JsonText.write(members).getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Optional<PrivateKey> privateKey(String pem) {
    Matcher matcher = PEM.matcher(pem);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
      byte[] pkcs8 = matcher.group(1) == null ? der : wrapped(der);
      return Optional.of(
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Wraps PKCS#1, which ZITADEL gives, into PKCS#8, which Java takes (RFC 5208 section 5). */
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
