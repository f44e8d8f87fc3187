package dev.registrant.testkit.contract;

import dev.registrant.Store;

class InMemoryStoreTest extends StoreContract {
  @Override
  public Store open() {
    return Store.inMemory();
  }
}
