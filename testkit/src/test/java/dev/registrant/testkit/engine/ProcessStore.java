package dev.registrant.testkit.engine;

import dev.registrant.ForwardingStore;
import dev.registrant.Store;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A store as one process sees it, which may die before and after each commit. */
final class ProcessStore extends ForwardingStore {
  private final Fate fate;
  private final BooleanSupplier fails;

  /**
   * Makes it.
   *
   * @param fails asked before and after each commit whether that fails
   */
  ProcessStore(Store store, Fate fate, BooleanSupplier fails) {
    super(store);
    this.fate = fate;
    this.fails = fails;
  }

  @Override
  public Optional<Lease> lease(String name, Instant now, Instant until) {
    fate.step();
    return super.lease(name, now, until);
  }

  @Override
  public void release(Lease lease) {
    if (!fate.isDead()) {
      super.release(lease);
    }
  }

  @Override
  public void commit(Lease lease, Change change) {
    fate.step();
    if (fails.getAsBoolean()) {
      throw new IllegalStateException("the disk is full");
    }
    super.commit(lease, change);
    if (fails.getAsBoolean()) {
      throw new IllegalStateException("the disk does not say whether it has written");
    }
    fate.step();
  }

  @Override
  public void close() {}

  @Override
  public Store forReconciliation() {
    return this;
  }
}
