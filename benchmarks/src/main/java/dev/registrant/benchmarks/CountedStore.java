package dev.registrant.benchmarks;

import dev.registrant.ForwardingStore;
import dev.registrant.Store;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often a store is written. */
final class CountedStore extends ForwardingStore {
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger rows = new AtomicInteger();
  private final AtomicInteger leases = new AtomicInteger();

  CountedStore(Store store) {
    super(store);
  }

  /** How often it was for each of so many creations. */
  CommitCount count(int creations) {
    return new CommitCount(
        (double) commits.get() / creations,
        (double) rows.get() / creations,
        (double) leases.get() / creations);
  }

  @Override
  public Optional<Lease> lease(String name, Instant now, Instant until) {
    leases.incrementAndGet();
    return super.lease(name, now, until);
  }

  @Override
  public void release(Lease lease) {
    leases.incrementAndGet();
    super.release(lease);
  }

  @Override
  public void commit(Lease lease, Change change) {
    commits.incrementAndGet();
    rows.addAndGet(
        change.registrations().size()
            + change.credentials().size()
            + change.credentialStates().size()
            + change.intents().size()
            + change.finishedIntents().size()
            + change.duties().size()
            + change.events().size());
    super.commit(lease, change);
  }

  @Override
  public Store forReconciliation() {
    return this;
  }
}
