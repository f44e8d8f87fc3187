package dev.registrant.spi;

/** What a credential is. */
public enum CredentialKind {
  /** A client secret (RFC 6749 section 2.3.1). */
  CLIENT_SECRET("client_secret");

  private final String word;

  CredentialKind(String word) {
    this.word = word;
  }

  /** Returns the stable name, for example {@code client_secret}. */
  public String word() {
    return word;
  }
}
