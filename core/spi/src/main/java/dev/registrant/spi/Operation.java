package dev.registrant.spi;

/** An operation of the SPI, the unit of capabilities, repeatability, errors and counters. */
public enum Operation {
  /** {@link AppRegistry#create}. */
  APPS_CREATE("apps.create", true),
  /** {@link AppRegistry#find}. */
  APPS_GET("apps.get", false),
  /** {@link AppRegistry#list}. */
  APPS_LIST("apps.list", false),
  /** {@link AppRegistry#update}. */
  APPS_UPDATE("apps.update", true),
  /** {@link AppRegistry#delete}. */
  APPS_DELETE("apps.delete", true),
  /** {@link SecretManager#list}. */
  SECRETS_LIST("secrets.list", false),
  /** {@link SecretManager#issue}. */
  SECRETS_ISSUE("secrets.issue", true),
  /** {@link SecretManager#replace}. */
  SECRETS_REPLACE("secrets.replace", true),
  /** {@link SecretManager#revoke}. */
  SECRETS_REVOKE("secrets.revoke", true),
  /** {@link HumanSteps#complete}. */
  ACTIONS_COMPLETE("actions.complete", true);

  private final String word;
  private final boolean write;

  Operation(String word, boolean write) {
    this.word = word;
    this.write = write;
  }

  /** Returns the stable name, for example {@code apps.create}. */
  public String word() {
    return word;
  }

  /** Returns whether the operation is meant to change something at the vendor. */
  public boolean isWrite() {
    return write;
  }

  @Override
  public String toString() {
    return word;
  }
}
