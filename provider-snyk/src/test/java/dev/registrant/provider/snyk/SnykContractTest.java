package dev.registrant.provider.snyk;

import dev.registrant.AccountConfiguration;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Secret;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.contract.AppRegistryContract;
import org.junit.jupiter.api.AfterEach;

class SnykContractTest extends AppRegistryContract {
  private final Sandbox sandbox = Sandbox.start();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Override
  public RegistrationProvider provider() {
    return new SnykProvider();
  }

  @Override
  public AccountConfiguration account() {
    return account(sandbox.account("snyk").get("token"));
  }

  @Override
  public AccountConfiguration accountWithWrongCredential() {
    return account("a-token-nobody-issued");
  }

  @Override
  public ClientMetadata newApp() {
    return SnykTests.app();
  }

  @Override
  public ClientMetadata change() {
    return ClientMetadata.builder().clientName("changed app").build();
  }

  private AccountConfiguration account(String token) {
    return AccountConfiguration.builder("contract", "snyk")
        .setting("baseUrl", String.valueOf(sandbox.account("snyk").get("baseUrl")))
        .setting("org", String.valueOf(sandbox.account("snyk").get("org")))
        .secret("token", () -> Secret.of(token))
        .build();
  }
}
