package dev.registrant.testkit.contract;

import dev.registrant.AccountConfiguration;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Settlement;
import dev.registrant.testkit.InMemoryProvider;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** A vendor with unique names and keys. */
class InMemoryKeysContractTest extends AppRegistryContract {
  private final AtomicInteger apps = new AtomicInteger();
  private final InMemoryProvider vendor =
      new InMemoryProvider(
          Secret.of("right-token"), new InMemoryProvider.Kind(Settlement.Way.GUARDED, true));

  @Override
  public RegistrationProvider provider() {
    return vendor;
  }

  @Override
  public AccountConfiguration account() {
    return account("right-token");
  }

  @Override
  public AccountConfiguration accountWithWrongCredential() {
    return account("wrong-token");
  }

  @Override
  public ClientMetadata newApp() {
    return ClientMetadata.builder()
        .clientName("new app " + apps.incrementAndGet())
        .redirectUris("https://example.com/callback")
        .set(ClientMetadata.GRANT_TYPES, List.of("authorization_code"))
        .set("token_ttl_seconds", 3600)
        .set("confidential", true)
        .build();
  }

  @Override
  public ClientMetadata change() {
    return ClientMetadata.builder().clientName("changed app").build();
  }

  @Override
  public List<CredentialKind> issuedWithNewApp() {
    return List.of();
  }

  @Override
  public CredentialKind managedCredential() {
    return CredentialKind.PRIVATE_KEY;
  }

  @Override
  public OptionalInt requestsReceived() {
    return OptionalInt.of(vendor.requests().size());
  }

  private static AccountConfiguration account(String token) {
    return AccountConfiguration.builder("contract", "memory")
        .secret("token", () -> Secret.of(token))
        .build();
  }
}
