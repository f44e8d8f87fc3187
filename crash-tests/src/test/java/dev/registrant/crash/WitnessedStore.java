package dev.registrant.crash;

import dev.registrant.ForwardingStore;
import dev.registrant.Store;
import java.time.Instant;
import java.util.Optional;

/** A store that tells of every step that changes something, before, during and after. */
final class WitnessedStore extends ForwardingStore {
  private final Conversation conversation;
  private final Forgetting forgetting;
  private int leases;
  private int commits;
  private int releases;

  WitnessedStore(Store store, Conversation conversation, Forgetting forgetting) {
    super(store);
    this.conversation = conversation;
    this.forgetting = forgetting;
  }

  @Override
  public synchronized Optional<Lease> lease(String name, Instant now, Instant until) {
    leases++;
    conversation.at("before lease " + leases);
    Optional<Lease> lease = super.lease(name, now, until);
    conversation.at("after lease " + leases);
    return lease;
  }

  @Override
  public synchronized void release(Lease lease) {
    releases++;
    conversation.at("before release " + releases);
    super.release(lease);
    conversation.at("after release " + releases);
  }

  @Override
  public synchronized void commit(Lease lease, Change change) {
    commits++;
    conversation.at("before commit " + commits);
    conversation.under("during commit " + commits);
    forgetting.in(change);
    super.commit(lease, change);
    conversation.at("after commit " + commits);
  }

  @Override
  public Store forReconciliation() {
    return this;
  }
}
