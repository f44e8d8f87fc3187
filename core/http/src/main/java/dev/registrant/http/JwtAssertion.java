package dev.registrant.http;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.Secret;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Signs JWT assertions with a private key (RFC 7523): to authenticate a client ({@code
 * private_key_jwt}, section 2.2) or as a grant of its own (section 2.1). An RSA key signs RS256, an
 * EC key on P-256 signs ES256 (RFC 7518 section 3.1).
 *
 * <p>Immutable and thread-safe; its {@code toString} shows nothing of the key.
 */
public final class JwtAssertion {
  /** The {@code grant_type} of an assertion that is the grant (RFC 7523 section 2.1). */
  public static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  /** The {@code client_assertion_type} of one that authenticates (RFC 7523 section 2.2). */
  public static final String CLIENT_ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static final Duration VALIDITY = Duration.ofMinutes(5);
  private static final int ID_BYTES = 16;

  /** The order of P-256 (FIPS 186-4 appendix D.1.2.3), which no other curve has. */
  private static final BigInteger P256_ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private final PrivateKey key;
  private final Optional<String> keyId;
  private final Algorithm algorithm;
  private final ConnectionContext context;

  private enum Algorithm {
    RS256("SHA256withRSA"),
    ES256("SHA256withECDSAinP1363Format");

    private final String javaName;

    Algorithm(String javaName) {
      this.javaName = javaName;
    }

    static Algorithm of(PrivateKey key) {
      if (key.getAlgorithm().equals("RSA")) {
        return RS256;
      }
      if (key instanceof ECKey ec && ec.getParams().getOrder().equals(P256_ORDER)) {
        return ES256;
      }
      throw new IllegalArgumentException("neither an RSA key nor an EC key on P-256");
    }
  }

  /**
   * Makes one that signs with a key.
   *
   * @param key the private key
   * @param keyId the {@code kid} by which the vendor knows it (RFC 7515 section 4.1.4); empty to
   *     leave it out
   * @param context gives the time, and the randomness for the {@code jti}
   * @throws IllegalArgumentException if it is neither an RSA key nor an EC key on P-256
   */
  public JwtAssertion(PrivateKey key, Optional<String> keyId, ConnectionContext context) {
    this.key = requireNonNull(key, "key");
    this.keyId = requireNonNull(keyId, "keyId");
    this.context = requireNonNull(context, "context");
    this.algorithm = Algorithm.of(key);
  }

  /**
   * Signs an assertion that is valid for five minutes from now on and has an id of its own. To
   * authenticate a client, issuer and subject are both its client id (RFC 7523 section 3).
   *
   * @param issuer {@code iss}, who signs
   * @param subject {@code sub}, whom it speaks for
   * @param audience {@code aud}, whom it is addressed to: as the vendor wants it, its issuer or its
   *     token endpoint
   * @return the assertion in the compact form (RFC 7515 section 3.1)
   * @throws IllegalStateException if the key cannot sign, for example because it is too short
   */
  public Secret sign(String issuer, String subject, String audience) {
    Map<String, String> header = new LinkedHashMap<>();
    header.put("alg", algorithm.name());
    keyId.ifPresent(id -> header.put("kid", id));
    Instant now = context.clock().instant();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", requireNonNull(issuer, "issuer"));
    claims.put("sub", requireNonNull(subject, "subject"));
    claims.put("aud", requireNonNull(audience, "audience"));
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(VALIDITY).getEpochSecond());
    claims.put("jti", freshId());
    String signed = part(header) + "." + part(claims);
    try {
      Signature signature = Signature.getInstance(algorithm.javaName);
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return Secret.of(signed + "." + base64(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key cannot sign " + algorithm, e);
    }
  }

  private String freshId() {
    byte[] id = new byte[ID_BYTES];
    context.random().nextBytes(id);
    return base64(id);
  }

  private static String part(Map<String, ?> members) {
    return base64(JsonText.write(members).getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "JwtAssertion[" + algorithm + "]";
  }
}
