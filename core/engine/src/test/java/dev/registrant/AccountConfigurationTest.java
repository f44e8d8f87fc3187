package dev.registrant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.spi.Connection;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.HttpProxy;
import dev.registrant.spi.Network;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountConfigurationTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-a", "a b", "a/b", "a\n", "ä"})
  void nameOrIdOfAnotherFormIsRefused(String name) {
    var named = AccountConfiguration.builder(name, "stub");
    assertThrows(RegistrationException.InvalidRequest.class, named::build);
    var identified = AccountConfiguration.builder("good", "stub").id(name);
    assertThrows(RegistrationException.InvalidRequest.class, identified::build);
  }

  @Test
  void idIsTheNameUnlessGiven() {
    assertEquals("a", AccountConfiguration.builder("a", "stub").build().id());
    assertEquals("b", AccountConfiguration.builder("a", "stub").id("b").build().id());
  }

  @Test
  void settingsAreNotShown() {
    String shown =
        AccountConfiguration.builder("a", "stub")
            .setting("org", "acme-org")
            .secret("token", () -> Secret.of("s3cret"))
            .build()
            .toString();
    assertFalse(shown.contains("acme-org") || shown.contains("s3cret"), shown);
  }

  @Test
  void networkReachesTheProvider() {
    Network network = Network.defaults().withProxy(HttpProxy.of("proxy", 3128));
    List<Network> asked = new ArrayList<>();
    NamedProvider provider =
        new NamedProvider("stub") {
          @Override
          public Connection connect(Settings settings, ConnectionContext context) {
            asked.add(context.network());
            throw new IllegalStateException("that is all");
          }
        };
    try (Registrant registrant =
        Registrant.builder().providers(ProviderCatalog.of(List.of(provider))).build()) {
      for (AccountConfiguration account :
          List.of(
              AccountConfiguration.builder("a", "stub").network(network).build(),
              AccountConfiguration.builder("b", "stub").build())) {
        assertThrows(RegistrationException.class, () -> registrant.open(account));
      }
    }
    assertEquals(List.of(network, Network.defaults()), asked);
  }

  @Test
  void deadlineOfZeroIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Policies.defaults().withDeadline(Duration.ZERO));
  }

  @Test
  void registrationIdHasOneForm() {
    RegistrationId id = RegistrationId.random(new Random(1));
    assertEquals(id, new RegistrationId(id.toString()));
    assertThrows(IllegalArgumentException.class, () -> new RegistrationId("reg_1"));
  }
}
