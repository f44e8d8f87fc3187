package dev.registrant.benchmarks;

import dev.registrant.ForwardingStore;
import dev.registrant.Store;

/** A store that outlives the registrant that uses it. */
final class KeptOpen extends ForwardingStore {

  KeptOpen(Store store) {
    super(store);
  }

  @Override
  public void close() {}

  @Override
  public Store forReconciliation() {
    return this;
  }
}
