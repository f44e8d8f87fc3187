package dev.registrant.testkit.zitadel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A signed JWT with which an account or a client says who it is. */
final class Assertion {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Duration OLDEST = Duration.ofHours(1);

  private final JsonNode header;
  private final JsonNode claims;
  private final byte[] signed;
  private final byte[] signature;

  private Assertion(JsonNode header, JsonNode claims, byte[] signed, byte[] signature) {
    this.header = header;
    this.claims = claims;
    this.signed = signed;
    this.signature = signature;
  }

  /** Takes a JWT apart; empty if it is none. */
  static Optional<Assertion> parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      Base64.Decoder decoder = Base64.getUrlDecoder();
      JsonNode header = MAPPER.readTree(decoder.decode(parts[0]));
      JsonNode claims = MAPPER.readTree(decoder.decode(parts[1]));
      byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
      boolean objects = header.isObject() && claims.isObject();
      return objects
          ? Optional.of(new Assertion(header, claims, signed, decoder.decode(parts[2])))
          : Optional.empty();
    } catch (IllegalArgumentException | JacksonException e) {
      return Optional.empty();
    }
  }

  String keyId() {
    return header.path("kid").asString("");
  }

  String issuer() {
    return claims.path("iss").asString("");
  }

  /** Names what is wrong; empty if the assertion holds. */
  Optional<String> flaw(PublicKey key, String audience, Instant now) {
    if (!header.path("alg").asString("").equals("RS256")) {
      return Optional.of("signature algorithm not supported");
    }
    if (issuer().isEmpty() || !issuer().equals(claims.path("sub").asString(""))) {
      return Optional.of("issuer and subject differ");
    }
    if (!namesAudience(audience)) {
      return Optional.of("audience is not valid");
    }
    Instant issued = instant("iat");
    if (issued.isAfter(now.plusSeconds(1)) || issued.isBefore(now.minus(OLDEST))) {
      return Optional.of("issuedAt of token is in the future or too old");
    }
    if (!now.isBefore(instant("exp"))) {
      return Optional.of("token has expired");
    }
    return verifies(key) ? Optional.empty() : Optional.of("invalid signature");
  }

  private boolean namesAudience(String audience) {
    JsonNode sent = claims.path("aud");
    return sent.isArray()
        ? sent.valueStream().anyMatch(one -> one.asString("").equals(audience))
        : sent.asString("").equals(audience);
  }

  private Instant instant(String claim) {
    JsonNode seconds = claims.path(claim);
    return seconds.isNumber() ? Instant.ofEpochSecond(seconds.longValue()) : Instant.EPOCH;
  }

  private boolean verifies(PublicKey key) {
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(key);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
