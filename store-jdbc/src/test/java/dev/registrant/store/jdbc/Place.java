package dev.registrant.store.jdbc;

import dev.registrant.CredentialInfo;
import dev.registrant.Intent;
import dev.registrant.RegistrationId;
import dev.registrant.Store;
import dev.registrant.Store.Change;
import dev.registrant.Store.Lease;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A directory with a store in it, and what tests put there. */
record Place(Path directory) {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final RegistrationId OWNER = new RegistrationId("reg_" + "0".repeat(32));

  Path file() {
    return directory.resolve("store.db");
  }

  Path key() {
    return directory.resolve("store.key");
  }

  JdbcStore open() {
    return JdbcStore.sqlite(file(), KeySource.fileOrNew(key()));
  }

  /** Carries out a statement beside the store. */
  void sql(String statement) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement running = connection.createStatement()) {
      running.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns whether a text stands in clear in any file of the directory. */
  boolean shows(String text) {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Lease take(Store store, String name) {
    return store.lease(name, NOW, NOW.plusSeconds(60)).orElseThrow();
  }

  static void commit(Store store, Change change) {
    Lease lease = take(store, "commit");
    try {
      store.commit(lease, change);
    } finally {
      store.release(lease);
    }
  }

  /** A registration with a credential of this id and value. */
  static Change credential(String id, Secret value) {
    CredentialInfo info =
        new CredentialInfo(
            id,
            CredentialKind.CLIENT_SECRET,
            CredentialInfo.State.CURRENT,
            Optional.empty(),
            Optional.empty());
    Change change = new Change();
    change
        .registrations()
        .add(
            new Store.Entry(
                OWNER, "acct_1", new AppId("app-1"), Optional.empty(), Optional.empty()));
    change.credentials().add(new Store.Credential(OWNER, "acct_1", info, value));
    return change;
  }

  static Change intent(String key) {
    Change change = new Change();
    change
        .intents()
        .add(
            new Intent(
                "acct_1",
                key,
                Operation.APPS_CREATE,
                "v1:digest",
                "marker",
                OWNER,
                ClientMetadata.builder().clientName("a name").build(),
                Instant.EPOCH,
                Optional.empty(),
                Intent.Stage.STARTED,
                List.of(),
                ""));
    return change;
  }
}
