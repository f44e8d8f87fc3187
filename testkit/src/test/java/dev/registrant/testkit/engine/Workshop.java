package dev.registrant.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.AccountConfiguration;
import dev.registrant.Apps;
import dev.registrant.CredentialInfo;
import dev.registrant.Platform;
import dev.registrant.ProviderCatalog;
import dev.registrant.Reconciliation;
import dev.registrant.Reconciliation.Result;
import dev.registrant.Reconciliation.Settled;
import dev.registrant.Registrant;
import dev.registrant.Registration;
import dev.registrant.Store;
import dev.registrant.spi.App;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Settlement;
import dev.registrant.testkit.FakePlatform;
import dev.registrant.testkit.InMemoryProvider;
import dev.registrant.testkit.InMemoryProvider.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A vendor in memory that goes wrong as planned, and registrants on one store beside it. */
final class Workshop implements AutoCloseable {
  /** Longer than any request that was given up can take effect. */
  static final Duration WINDOW = Duration.ofMinutes(3);

  static final String KEY = "key-1";

  final FakePlatform platform = new FakePlatform();
  final Trouble trouble = new Trouble();
  final FailingStore store = new FailingStore();
  final InMemoryProvider vendor;
  private final List<Registrant> registrants = new ArrayList<>();

  Workshop(Kind kind) {
    vendor = new InMemoryProvider(Secret.of("token"), kind);
    vendor.faults(trouble);
    start(platform);
  }

  static Workshop listed() {
    return new Workshop(Kind.usual());
  }

  static Workshop guarded() {
    return new Workshop(new Kind(Settlement.Way.GUARDED, false));
  }

  static Workshop withKeys(Settlement.Way way) {
    return new Workshop(new Kind(way, true));
  }

  static Workshop withoutWay() {
    return new Workshop(new Kind(Settlement.Way.NONE, false));
  }

  static ClientMetadata spec() {
    return ClientMetadata.builder()
        .clientName("payments")
        .redirectUris("https://example.com/callback")
        .build();
  }

  /** A further registrant on the same store. */
  Registrant start(Platform time) {
    return start(time, store);
  }

  Registrant start(Platform time, Store kept) {
    Registrant started =
        Registrant.builder()
            .providers(ProviderCatalog.of(List.of(vendor)))
            .platform(time)
            .store(kept)
            .actor("tester")
            .account(account())
            .build();
    registrants.add(started);
    return started;
  }

  static AccountConfiguration account() {
    return AccountConfiguration.builder("main", "memory")
        .secret("token", () -> Secret.of("token"))
        .build();
  }

  Registrant registrant() {
    return registrants.get(0);
  }

  Apps apps() {
    return registrant().account("main").apps();
  }

  Registration create() {
    return apps().create(spec(), KEY);
  }

  Reconciliation reconcile() {
    return registrant().reconcile();
  }

  Reconciliation reconcileAfterTheWindow() {
    platform.advance(WINDOW);
    return reconcile();
  }

  static List<Result> results(Reconciliation reconciliation) {
    return reconciliation.settled().stream().map(Settled::result).toList();
  }

  long requests(Operation operation) {
    return vendor.requests().stream().filter(operation::equals).count();
  }

  List<String> names() {
    return vendor.apps().stream().map(app -> app.metadata().clientName().orElse("")).toList();
  }

  List<String> events() {
    return store.audit(1000).stream().map(Store.AuditEvent::event).collect(Collectors.toList());
  }

  /** The one app there is has its name, and what the store has of it works. */
  void requireOneGoodApp() {
    assertEquals(List.of("payments"), names());
    App app = vendor.apps().get(0);
    requireWorkingCredential(app);
  }

  void requireWorkingCredential(App app) {
    Store.Entry entry = store.registration("main", app.id()).orElseThrow();
    List<CredentialInfo> current =
        store.credentials(entry.id()).stream()
            .filter(info -> info.state() == CredentialInfo.State.CURRENT)
            .toList();
    assertEquals(1, current.size(), "current credentials");
    assertTrue(
        vendor.accepts(app.id(), store.reveal(current.get(0).id()).orElseThrow()),
        "the vendor accepts it");
  }

  /** The same vendor, used by somebody with a store of their own. */
  Elsewhere elsewhere() {
    return new Elsewhere();
  }

  final class Elsewhere implements AutoCloseable {
    private final Registrant other =
        Registrant.builder()
            .providers(ProviderCatalog.of(List.of(vendor)))
            .platform(platform)
            .account(account())
            .build();

    Apps apps() {
      return other.account("main").apps();
    }

    @Override
    public void close() {
      other.close();
    }
  }

  @Override
  public void close() {
    registrants.forEach(Registrant::close);
  }
}
