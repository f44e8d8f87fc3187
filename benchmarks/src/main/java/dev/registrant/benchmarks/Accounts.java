package dev.registrant.benchmarks;

import dev.registrant.AccountConfiguration;
import dev.registrant.spi.Secret;

/** The accounts at the vendor. */
final class Accounts {
  static final String NAME = "bench";

  private Accounts() {}

  static AccountConfiguration zitadel(String url) {
    Secret token = Secret.of(AppClient.TOKEN);
    return AccountConfiguration.builder(NAME, "zitadel")
        .setting("baseUrl", url)
        .setting("project", VendorAnswers.PROJECT)
        .secret("token", () -> token)
        .build();
  }

  static AccountConfiguration snyk(String url) {
    Secret token = Secret.of(AppClient.TOKEN);
    return AccountConfiguration.builder(NAME, "snyk")
        .setting("baseUrl", url)
        .setting("org", VendorAnswers.ORG)
        .secret("token", () -> token)
        .build();
  }
}
