package dev.registrant.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.AccountConfiguration;
import dev.registrant.Apps;
import dev.registrant.CredentialInfo;
import dev.registrant.Difference;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.Registration;
import dev.registrant.Store;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Violation;
import dev.registrant.testkit.FakePlatform;
import dev.registrant.testkit.InMemoryProvider;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppsTest {
  private static final AppId UNKNOWN = new AppId("app-999999");

  private final InMemoryProvider vendor = new InMemoryProvider(Secret.of("token"));
  private final Store store = Store.inMemory();
  private final Registrant registrant =
      Registrant.builder()
          .providers(ProviderCatalog.of(List.of(vendor)))
          .platform(new FakePlatform())
          .store(store)
          .account(
              AccountConfiguration.builder("main", "memory")
                  .secret("token", () -> Secret.of("token"))
                  .build())
          .build();
  private final Apps apps = registrant.account("main").apps();

  @AfterEach
  void close() {
    registrant.close();
  }

  @Test
  void everyViolationIsToldAtOnceAndNothingIsSent() {
    var error =
        assertThrows(
            RegistrationException.InvalidRequest.class,
            () ->
                apps.create(
                    ClientMetadata.builder()
                        .clientName("")
                        .redirectUris("https://example.com/#here", "relative")
                        .set("token_ttl_seconds", 1)
                        .set("revision", 7)
                        .set("redirect_url", "https://example.com")
                        .build()));
    assertEquals(
        List.of(
            "client_name empty",
            "redirect_url unsupported",
            "revision read-only",
            "token_ttl_seconds out-of-range",
            "redirect_uris[0] invalid-uri",
            "redirect_uris[1] invalid-uri"),
        error.details().violations().stream().map(v -> v.field() + " " + v.code()).toList());
    for (Violation violation : error.details().violations()) {
      assertTrue(error.getMessage().contains(violation.message()), error.getMessage());
    }
    assertEquals(List.of(), vendor.requests());
  }

  @Test
  void unknownFieldComesWithTheNearestKnownOne() {
    var error =
        assertThrows(
            RegistrationException.InvalidRequest.class,
            () ->
                apps.create(
                    ClientMetadata.builder().clientName("x").set("client_nam", "x").build()));
    assertTrue(error.getMessage().contains("did you mean client_name?"), error.getMessage());
  }

  @Test
  void valuesGivenAsTextReachTheVendorInTheDeclaredType() {
    Registration registration =
        apps.create(
            ClientMetadata.builder()
                .clientName("x")
                .set("token_ttl_seconds", "3600")
                .set("confidential", "TRUE")
                .set("redirect_uris", "https://example.com/")
                .build());
    ClientMetadata metadata = registration.app().metadata();
    assertEquals(3600L, metadata.fields().get("token_ttl_seconds"));
    assertEquals(true, metadata.fields().get("confidential"));
    assertEquals(List.of("https://example.com/"), metadata.fields().get("redirect_uris"));
    assertEquals(List.of(), registration.differences());
  }

  @Test
  void updateThatChangesNothingSendsNoWrite() {
    AppId id = create("same");
    apps.update(id, name("same"));
    assertEquals(
        List.of(Operation.APPS_CREATE, Operation.APPS_UPDATE, Operation.APPS_GET),
        vendor.requests());
  }

  @Test
  void updateThatOrdersAListOtherwiseSendsNoWrite() {
    ClientMetadata two =
        ClientMetadata.builder().clientName("x").redirectUris("https://a/", "https://b/").build();
    AppId id = apps.create(two).app().id();
    apps.update(id, ClientMetadata.builder().redirectUris("https://b/", "https://a/").build());
    assertEquals(
        List.of(Operation.APPS_CREATE, Operation.APPS_UPDATE, Operation.APPS_GET),
        vendor.requests());
  }

  @Test
  void updateKeepsWhatWasNotNamed() {
    AppId id = apps.create(name("old").toBuilder().set("token_ttl_seconds", 60).build()).app().id();
    Registration updated = apps.update(id, name("new"));
    assertEquals(Optional.of("new"), updated.app().metadata().clientName());
    assertEquals(Optional.of(60L), updated.app().metadata().integer("token_ttl_seconds"));
    assertTrue(updated.id().isPresent());
  }

  @Test
  void updateOfNothingIsRefused() {
    assertThrows(
        RegistrationException.InvalidRequest.class,
        () -> apps.update(UNKNOWN, ClientMetadata.empty()));
    assertEquals(List.of(), vendor.requests());
  }

  @Test
  void deleteEndsTheRegistrationAndItsCredentials() {
    Registration created = apps.create(name("x"));
    apps.delete(created.app().id());
    assertEquals(0, vendor.appCount());
    assertEquals(Optional.empty(), store.registration("main", created.app().id()));
    assertEquals(
        List.of(CredentialInfo.State.REVOKED),
        store.credentials(created.id().orElseThrow()).stream().map(CredentialInfo::state).toList());
    assertThrows(
        RegistrationException.NotFound.class,
        () -> registrant.account("main").secrets().reveal(created.credentials().get(0).id()));
  }

  @Test
  void deleteOfARegisteredAppThatIsGoneSucceeds() {
    AppId id = create("x");
    deleteElsewhere(id);
    apps.delete(id);
    assertEquals(Optional.empty(), store.registration("main", id));
  }

  @Test
  void deleteOfAnUnknownAppIsNotFound() {
    assertThrows(RegistrationException.NotFound.class, () -> apps.delete(UNKNOWN));
  }

  @Test
  void deleteWhoseAnswerWasLostSucceedsWhenRepeated() {
    AppId id = create("x");
    vendor.faults(
        new InMemoryProvider.Faults() {
          @Override
          public void after(Operation operation) {
            if (operation == Operation.APPS_DELETE) {
              vendor.faults(InMemoryProvider.Faults.none());
              throw Failures.lost();
            }
          }
        });
    apps.delete(id);
    assertEquals(0, vendor.appCount());
    assertEquals(2, vendor.requests().stream().filter(Operation.APPS_DELETE::equals).count());
  }

  @Test
  void pagesOfAListAreReadAsTheyAreNeeded() {
    for (int i = 0; i < 2 * InMemoryProvider.PAGE_SIZE; i++) {
      create("app " + i);
    }
    Iterator<App> list = apps.list().iterator();
    assertEquals(0, lists());
    for (int i = 0; i < InMemoryProvider.PAGE_SIZE; i++) {
      list.next();
    }
    assertEquals(1, lists());
    list.next();
    assertEquals(2, lists());
  }

  @Test
  void listHoldsAppsThatWereMadeElsewhereInTheVendorsOrder() {
    for (int i = 0; i < 25; i++) {
      create("app " + i);
    }
    List<String> names = apps.list().map(app -> app.metadata().clientName().orElseThrow()).toList();
    assertEquals(25, names.size());
    assertEquals("app 24", names.get(24));
  }

  @Test
  void whatTheVendorChangedIsToldAsADifference() {
    var requested =
        ClientMetadata.builder().clientName("x").redirectUris("https://a/", "https://b/").build();
    var registered =
        ClientMetadata.builder()
            .redirectUris("https://b/", "https://a/")
            .set("more", "of the vendor")
            .build();
    assertEquals(
        List.of(new Difference("client_name", "x", Optional.empty())),
        Difference.between(requested, registered));
  }

  private long lists() {
    return vendor.requests().stream().filter(Operation.APPS_LIST::equals).count();
  }

  private AppId create(String name) {
    return apps.create(name(name)).app().id();
  }

  private void deleteElsewhere(AppId id) {
    try (Registrant other =
        Registrant.builder()
            .providers(ProviderCatalog.of(List.of(vendor)))
            .account(
                AccountConfiguration.builder("other", "memory")
                    .secret("token", () -> Secret.of("token"))
                    .build())
            .build()) {
      other.account("other").apps().delete(id);
    }
  }

  private static ClientMetadata name(String name) {
    return ClientMetadata.builder().clientName(name).build();
  }
}
