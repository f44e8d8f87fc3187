package dev.registrant.provider.servicetitan;

import dev.registrant.AccountConfiguration;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Secret;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.contract.AppRegistryContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class PortalContractTest extends AppRegistryContract {
  private final Sandbox sandbox = Sandbox.start();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Override
  public RegistrationProvider provider() {
    return new ServiceTitanProvider();
  }

  @Override
  public AccountConfiguration account() {
    return account(sandbox.account("servicetitan").get("portalToken"));
  }

  @Override
  public AccountConfiguration accountWithWrongCredential() {
    return account("a-token-nobody-issued");
  }

  @Override
  public ClientMetadata newApp() {
    return Apps.named("new app")
        .scopes(Apps.INVOICES, Apps.CUSTOMERS)
        .set("tenants", List.of("12345=customer A", "777"))
        .build();
  }

  @Override
  public ClientMetadata change() {
    return ClientMetadata.builder().clientName("changed app").scopes(Apps.CUSTOMERS).build();
  }

  @Override
  public AppId unknownId() {
    return new AppId("4711");
  }

  /** There is one page, however many apps there are. */
  @Override
  public int moreThanOnePage() {
    return 0;
  }

  @Override
  public boolean tellsRequestIds() {
    return false;
  }

  @Override
  public List<CredentialKind> issuedWithNewApp() {
    return List.of(CredentialKind.APP_KEY);
  }

  private AccountConfiguration account(String token) {
    return AccountConfiguration.builder("contract", "servicetitan")
        .setting("mode", "portal")
        .setting("portalUrl", sandbox.account("servicetitan").get("portalUrl"))
        .secret("portalToken", () -> Secret.of(token))
        .build();
  }
}
