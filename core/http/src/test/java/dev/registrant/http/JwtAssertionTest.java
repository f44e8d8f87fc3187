package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JwtAssertionTest {
  private final FakeContext context = new FakeContext();

  @ParameterizedTest
  @CsvSource({
    "RSA, 2048, RS256, SHA256withRSA",
    "EC, 256, ES256, SHA256withECDSAinP1363Format",
  })
  void isSignedAsTheKeyWantsIt(String keys, int size, String algorithm, String java)
      throws Exception {
    KeyPair pair = pair(keys, size);
    String[] parts = parts(assertion(pair, Optional.of("k1")));
    assertEquals(Map.of("alg", algorithm, "kid", "k1"), members(parts[0]));
    Signature signature = Signature.getInstance(java);
    signature.initVerify(pair.getPublic());
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertTrue(signature.verify(Base64.getUrlDecoder().decode(parts[2])));
  }

  @Test
  void tellsWhoForWhomToWhomAndHowLong() throws Exception {
    Map<String, Object> claims =
        new LinkedHashMap<>(members(parts(assertion(pair("EC", 256), Optional.empty()))[1]));
    assertEquals(Set.of("iss", "sub", "aud", "iat", "exp", "jti"), claims.keySet());
    claims.remove("jti");
    long now = FakeContext.NOW.getEpochSecond();
    assertEquals(
        "{iss=issuer, sub=subject, aud=https://vendor.example, iat=%d, exp=%d}"
            .formatted(now, now + 300),
        claims.toString());
  }

  @Test
  void keyIdMayBeMissing() throws Exception {
    String[] parts = parts(assertion(pair("EC", 256), Optional.empty()));
    assertEquals(Map.of("alg", "ES256"), members(parts[0]));
  }

  @Test
  void eachHasAnIdOfItsOwn() throws Exception {
    KeyPair pair = pair("EC", 256);
    Object first = id(assertion(pair, Optional.empty()));
    Object second = id(assertion(pair, Optional.empty()));
    assertEquals(22, first.toString().length());
    assertNotEquals(first, second);
  }

  @Test
  void idComesFromTheHostsRandomness() throws Exception {
    KeyPair pair = pair("EC", 256);
    Object here = id(assertion(pair, Optional.empty()));
    Object there =
        id(
            new JwtAssertion(pair.getPrivate(), Optional.empty(), new FakeContext())
                .sign("issuer", "subject", "audience"));
    assertEquals(here, there);
  }

  @Test
  void otherKeysAreRefused() throws Exception {
    assertThrows(
        IllegalArgumentException.class, () -> assertion(pair("EC", 384), Optional.empty()));
    assertThrows(
        IllegalArgumentException.class, () -> assertion(pair("Ed25519", 255), Optional.empty()));
  }

  @Test
  void keyThatIsOnlyCalledOneCannotSign() {
    JwtAssertion assertion = new JwtAssertion(new EmptyKey(), Optional.empty(), context);
    assertThrows(IllegalStateException.class, () -> assertion.sign("a", "b", "c"));
  }

  /** Says that it is an RSA key, and is nothing. */
  private static final class EmptyKey implements PrivateKey {
    private static final long serialVersionUID = 1L;

    @Override
    public String getAlgorithm() {
      return "RSA";
    }

    @Override
    public @Nullable String getFormat() {
      return null;
    }

    @Override
    public byte @Nullable [] getEncoded() {
      return null;
    }
  }

  @Test
  void showsNothingOfTheKey() throws Exception {
    KeyPair pair = pair("EC", 256);
    JwtAssertion assertion = new JwtAssertion(pair.getPrivate(), Optional.of("k1"), context);
    assertEquals("JwtAssertion[ES256]", assertion.toString());
    assertFalse(assertion(pair, Optional.empty()).toString().contains("."));
  }

  private Secret assertion(KeyPair pair, Optional<String> keyId) {
    return new JwtAssertion(pair.getPrivate(), keyId, context)
        .sign("issuer", "subject", "https://vendor.example");
  }

  private static Object id(Secret assertion) {
    return members(parts(assertion)[1]).get("jti");
  }

  private static String[] parts(Secret assertion) {
    return assertion.reveal().split("\\.", -1);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> members(String part) {
    String json = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    return JsonText.read(json, Map.class).orElseThrow();
  }

  private static KeyPair pair(String algorithm, int size) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (algorithm.equals("EC")) {
      generator.initialize(new ECGenParameterSpec("secp" + size + "r1"));
    } else {
      generator.initialize(size);
    }
    return generator.generateKeyPair();
  }
}
