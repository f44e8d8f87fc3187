package dev.registrant.provider.snyk;

import dev.registrant.spi.Secret;
import org.jspecify.annotations.Nullable;

/** The JSON:API body of the secrets operation, whose three modes are three operations. */
record SecretRequest(Data data) {
  record Data(String type, Attributes attributes) {}

  record Attributes(String mode, @Nullable String secret) {
    /** A record would print its secret. */
    @Override
    public String toString() {
      return "Attributes[mode=" + mode + "]";
    }
  }

  /** Adds a secret; at most two are active. */
  static SecretRequest create() {
    return of(new Attributes("create", null));
  }

  /** Makes a secret and drops all others. */
  static SecretRequest replace() {
    return of(new Attributes("replace", null));
  }

  /** Drops the secret of this value; at least one stays. */
  static SecretRequest delete(Secret value) {
    return of(new Attributes("delete", value.reveal()));
  }

  private static SecretRequest of(Attributes attributes) {
    return new SecretRequest(new Data("app", attributes));
  }
}
