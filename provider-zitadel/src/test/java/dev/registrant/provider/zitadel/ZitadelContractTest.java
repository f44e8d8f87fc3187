package dev.registrant.provider.zitadel;

import dev.registrant.AccountConfiguration;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Secret;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.contract.AppRegistryContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The contract for apps of either method. */
class ZitadelContractTest {

  @Nested
  class BySecret extends OfMethod {
    BySecret() {
      super("client_secret_basic");
    }

    @Override
    public List<CredentialKind> issuedWithNewApp() {
      return List.of(CredentialKind.CLIENT_SECRET);
    }
  }

  @Nested
  class ByKey extends OfMethod {
    ByKey() {
      super("private_key_jwt");
    }

    /** The first key is issued by a request of its own. */
    @Override
    public List<CredentialKind> issuedWithNewApp() {
      return List.of();
    }

    @Override
    public CredentialKind managedCredential() {
      return CredentialKind.PRIVATE_KEY;
    }
  }

  abstract static class OfMethod extends AppRegistryContract {
    private final Sandbox sandbox = Sandbox.start();
    private final String method;
    private int made;

    OfMethod(String method) {
      this.method = method;
    }

    @AfterEach
    void stop() {
      sandbox.close();
    }

    @Override
    public RegistrationProvider provider() {
      return new ZitadelProvider();
    }

    @Override
    public AccountConfiguration account() {
      return account(sandbox.account("zitadel").get("token"));
    }

    @Override
    public AccountConfiguration accountWithWrongCredential() {
      return account("a-token-nobody-issued");
    }

    /** Names are unique in a project. */
    @Override
    public ClientMetadata newApp() {
      return TestAccount.basic("app " + ++made).with(TestAccount.method(method));
    }

    @Override
    public ClientMetadata change() {
      return TestAccount.basic("changed app");
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

    private AccountConfiguration account(String token) {
      return AccountConfiguration.builder("contract", "zitadel")
          .setting("baseUrl", sandbox.account("zitadel").get("baseUrl"))
          .setting("project", sandbox.account("zitadel").get("project"))
          .setting("requestsPerSecond", "1000")
          .secret("token", () -> Secret.of(token))
          .build();
    }
  }
}
