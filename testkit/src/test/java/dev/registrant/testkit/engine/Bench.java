package dev.registrant.testkit.engine;

import dev.registrant.AccountConfiguration;
import dev.registrant.Apps;
import dev.registrant.Policies;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.Store;
import dev.registrant.testkit.FakePlatform;
import java.time.Duration;
import java.util.List;

/** A registrant with one account "main" at a stub, on a clock of its own. */
final class Bench implements AutoCloseable {
  final StubProvider stub = new StubProvider();
  final FakePlatform platform = new FakePlatform();
  final Store store;
  final Registrant registrant;

  Bench() {
    this(Policies.defaults(), Store.inMemory());
  }

  Bench(Policies policies, Store store) {
    this.store = store;
    registrant =
        Registrant.builder()
            .providers(ProviderCatalog.of(List.of(stub)))
            .platform(platform)
            .policies(policies)
            .store(store)
            .account(account("main"))
            .build();
  }

  static Bench withDeadline(Duration deadline) {
    return new Bench(Policies.defaults().withDeadline(deadline), Store.inMemory());
  }

  static AccountConfiguration account(String name) {
    return AccountConfiguration.builder(name, "stub").build();
  }

  Apps apps() {
    return registrant.account("main").apps();
  }

  Apps open(String name) {
    return registrant.open(account(name)).apps();
  }

  @Override
  public void close() {
    registrant.close();
  }
}
