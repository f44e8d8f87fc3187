package dev.registrant.provider.zitadel;

import dev.registrant.http.JsonText;
import dev.registrant.http.JwtAssertion;
import dev.registrant.http.PrivateKeyPem;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.Secret;
import java.security.PrivateKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key file of a service account, with which it signs assertions (RFC 7523). */
final class ServiceAccountKey {
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
  Secret assertion(String audience, ConnectionContext context) {
    return new JwtAssertion(key, Optional.of(keyId), context).sign(userId, userId, audience);
  }

  /** ZITADEL gives PKCS#1, and takes assertions signed by RSA alone. */
  private static Optional<PrivateKey> privateKey(String pem) {
    return PrivateKeyPem.read(pem).filter(key -> key.getAlgorithm().equals("RSA"));
  }
}
