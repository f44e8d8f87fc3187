package dev.registrant.provider.servicetitan;

import dev.registrant.AccountConfiguration;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Secret;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.contract.OutageContract;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class PortalOutageTest extends OutageContract {
  private final Sandbox sandbox = Sandbox.start();
  private int made;

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Override
  protected RegistrationProvider provider() {
    return new ServiceTitanProvider();
  }

  @Override
  protected URI vendor() {
    return URI.create(sandbox.account("servicetitan").get("portalUrl"));
  }

  @Override
  protected AccountConfiguration.Builder accountAt(URI baseUrl) {
    String token = sandbox.account("servicetitan").get("portalToken");
    return AccountConfiguration.builder("outage", "servicetitan")
        .setting("mode", "portal")
        .setting("portalUrl", baseUrl.toString())
        .secret("portalToken", () -> Secret.of(token));
  }

  @Override
  protected ClientMetadata newApp() {
    return Apps.named("app " + ++made)
        .scopes(Apps.INVOICES, Apps.CUSTOMERS)
        .set("tenants", List.of("12345=customer A"))
        .build();
  }

  @Override
  protected boolean creates(String requestLine) {
    return requestLine.startsWith("PUT ");
  }

  @Override
  protected boolean reads(String requestLine) {
    return requestLine.startsWith("GET ");
  }
}
