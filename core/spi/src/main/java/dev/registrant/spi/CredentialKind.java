package dev.registrant.spi;

/** What a credential is. */
public enum CredentialKind {
  /** A client secret (RFC 6749 section 2.3.1). */
  CLIENT_SECRET("client_secret"),
  /** A private key for {@code private_key_jwt} (RFC 7523 section 2.2), in the vendor's own form. */
  PRIVATE_KEY("private_key"),
  /** A key that names the app at the vendor's gateway, beside the OAuth credentials. */
  APP_KEY("app_key");

  private final String word;

  CredentialKind(String word) {
    this.word = word;
  }

  /** Returns the stable name, for example {@code client_secret}. */
  public String word() {
    return word;
  }
}
