package dev.registrant.benchmarks;

import dev.registrant.CredentialInfo;
import dev.registrant.Intent;
import dev.registrant.RegistrationId;
import dev.registrant.Store;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.Secret;
import dev.registrant.store.jdbc.JdbcStore;
import dev.registrant.store.jdbc.KeySource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** SQLite stores, as a host would open them. */
final class DurableStores {
  private static final int BATCH = 1000;

  private DurableStores() {}

  static Store empty(Path folder) {
    return JdbcStore.sqlite(
        folder.resolve("registrant.db"), KeySource.fileOrNew(folder.resolve("registrant.key")));
  }

  /** Opens one in which so many apps were created, each with a key of its own. */
  static Store filled(Path folder, int keys) {
    System.err.printf("bench: store, filling one with %,d keys%n", keys);
    Store store = empty(folder);
    Instant now = Instant.now();
    Store.Lease lease = store.lease("bench/fill", now, now.plus(Duration.ofHours(1))).orElseThrow();
    for (int done = 0; done < keys; done += BATCH) {
      Store.Change change = new Store.Change();
      for (int i = 0; i < BATCH; i++) {
        add(change, now);
      }
      store.commit(lease, change);
    }
    store.release(lease);
    return store;
  }

  /** What a finished creation leaves. */
  private static void add(Store.Change change, Instant now) {
    UUID random = UUID.randomUUID();
    String key = random.toString();
    String hex = key.replace("-", "");
    RegistrationId id = new RegistrationId("reg_" + hex);
    AppId app = new AppId(key);
    change
        .registrations()
        .add(new Store.Entry(id, Accounts.NAME, app, Optional.empty(), Optional.empty()));
    change
        .credentials()
        .add(
            new Store.Credential(
                id,
                Accounts.NAME,
                new CredentialInfo(
                    "cred_" + hex,
                    CredentialKind.CLIENT_SECRET,
                    CredentialInfo.State.CURRENT,
                    Optional.empty(),
                    Optional.empty()),
                Secret.of("secret-" + hex)));
    change
        .intents()
        .add(
            new Intent(
                Accounts.NAME,
                key,
                Operation.APPS_CREATE,
                "v1:" + hex + hex,
                hex,
                id,
                Specs.named("App " + key),
                now,
                Optional.of(app),
                Intent.Stage.DONE,
                List.of(
                    attempt(Operation.APPS_CREATE, now, ClientMetadata.builder().build()),
                    attempt(Operation.APPS_UPDATE, now, Specs.named("App " + key))),
                ""));
    for (String event : List.of("app.creating", "app.created", "app.naming", "app.named")) {
      change
          .events()
          .add(new Store.AuditEvent(now, "host", "call_" + hex, event, Accounts.NAME, key));
    }
  }

  private static Intent.Attempt attempt(Operation operation, Instant now, ClientMetadata sent) {
    return new Intent.Attempt(operation, now, Optional.of(Outcome.APPLIED), false, List.of(), sent);
  }
}
