package dev.registrant.benchmarks;

import dev.registrant.Apps;
import dev.registrant.Registrant;
import dev.registrant.Store;
import java.util.UUID;

/** Creates apps one after the other, with a registrant and a store of its own. */
final class Creator implements AutoCloseable {
  private final Registrant registrant;
  private final Apps apps;

  /** Makes one that closes the store when it is closed. */
  Creator(String vendor, Store store) {
    registrant =
        Registrant.builder()
            .store(store)
            .providers(OtherLimit.snykWithoutLimit())
            .account(Accounts.snyk(vendor))
            .build();
    apps = registrant.account(Accounts.NAME).apps();
  }

  void create() {
    String key = UUID.randomUUID().toString();
    apps.create(Specs.named("App " + key), key);
  }

  void create(int many) {
    for (int i = 0; i < many; i++) {
      create();
    }
  }

  @Override
  public void close() {
    registrant.close();
  }
}
