package dev.registrant.provider.snyk;

import dev.registrant.AccountConfiguration;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Secret;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.contract.OutageContract;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;

class SnykOutageTest extends OutageContract {
  private final Sandbox sandbox = Sandbox.start();
  private int made;

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Override
  protected RegistrationProvider provider() {
    return new SnykProvider();
  }

  @Override
  protected URI vendor() {
    return URI.create(sandbox.account("snyk").get("baseUrl"));
  }

  @Override
  protected AccountConfiguration.Builder accountAt(URI baseUrl) {
    String token = sandbox.account("snyk").get("token");
    return AccountConfiguration.builder("outage", "snyk")
        .setting("baseUrl", baseUrl.toString())
        .setting("org", sandbox.account("snyk").get("org"))
        .secret("token", () -> Secret.of(token));
  }

  @Override
  protected ClientMetadata newApp() {
    return SnykTests.app().toBuilder().clientName("app " + ++made).build();
  }

  @Override
  protected boolean creates(String requestLine) {
    return requestLine.matches("POST \\S+/creations\\?.*");
  }

  @Override
  protected boolean reads(String requestLine) {
    return requestLine.matches("GET \\S+/creations/\\S+ .*");
  }
}
