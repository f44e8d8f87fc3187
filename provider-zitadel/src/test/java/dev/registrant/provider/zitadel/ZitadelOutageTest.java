package dev.registrant.provider.zitadel;

import dev.registrant.AccountConfiguration;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Secret;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.contract.OutageContract;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;

class ZitadelOutageTest extends OutageContract {
  private final Sandbox sandbox = Sandbox.start();
  private int made;

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Override
  protected RegistrationProvider provider() {
    return new ZitadelProvider();
  }

  @Override
  protected URI vendor() {
    return URI.create(sandbox.account("zitadel").get("baseUrl"));
  }

  @Override
  protected AccountConfiguration.Builder accountAt(URI baseUrl) {
    String token = sandbox.account("zitadel").get("token");
    return AccountConfiguration.builder("outage", "zitadel")
        .setting("baseUrl", baseUrl.toString())
        .setting("project", sandbox.account("zitadel").get("project"))
        .secret("token", () -> Secret.of(token));
  }

  @Override
  protected ClientMetadata newApp() {
    return ClientMetadata.builder().clientName("app " + ++made).build();
  }

  @Override
  protected boolean creates(String requestLine) {
    return requestLine.matches("POST \\S+/apps/api .*");
  }

  @Override
  protected boolean reads(String requestLine) {
    return requestLine.matches("GET \\S+/apps/\\S+ .*");
  }
}
