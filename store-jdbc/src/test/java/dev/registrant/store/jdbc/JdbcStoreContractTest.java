package dev.registrant.store.jdbc;

import dev.registrant.Store;
import dev.registrant.testkit.contract.StoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class JdbcStoreContractTest extends StoreContract {
  @TempDir Path directory;

  @Override
  public Store open() {
    return JdbcStore.sqlite(
        directory.resolve("store.db"), KeySource.fileOrNew(directory.resolve("store.key")));
  }
}
