package dev.registrant.testkit.zitadel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** A signed assertion in the making. */
record Jwt(String algorithm, String party, String audience, Instant issued, Instant expires) {

  static Jwt of(String party, String audience, Instant now) {
    return new Jwt("RS256", party, audience, now, now.plusSeconds(600));
  }

  Jwt algorithm(String other) {
    return new Jwt(other, party, audience, issued, expires);
  }

  Jwt audience(String other) {
    return new Jwt(algorithm, party, other, issued, expires);
  }

  Jwt between(Instant from, Instant to) {
    return new Jwt(algorithm, party, audience, from, to);
  }

  /** Signs with the key of a file as ZITADEL gives it away. */
  String signed(JsonNode file) {
    String header =
        "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + file.path("keyId").asString() + "\"}";
    String claims =
        "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":[\"%s\"],\"iat\":%d,\"exp\":%d}"
            .formatted(party, party, audience, issued.getEpochSecond(), expires.getEpochSecond());
    String text = base64(header) + "." + base64(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(privateKey(file.path("key").asString()));
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Wraps PKCS#1 into PKCS#8, the only form that Java reads. */
  static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    String base64 = pem.replaceAll("-----(BEGIN|END) RSA PRIVATE KEY-----", "");
    byte[] bare = Base64.getMimeDecoder().decode(base64);
    byte[] algorithm =
        Base64.getDecoder().decode("AgEAMA0GCSqGSIb3DQEBAQUA"); // version 0, rsaEncryption
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(algorithm);
    inner.writeBytes(tagged(0x04, bare));
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(tagged(0x30, inner.toByteArray())));
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    out.write(0x82);
    out.write(content.length >> 8);
    out.write(content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }
}
