package dev.registrant.benchmarks;

import dev.registrant.CredentialInfo;
import dev.registrant.Duty;
import dev.registrant.Intent;
import dev.registrant.OutstandingAction;
import dev.registrant.RegistrationId;
import dev.registrant.Store;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often a store is written. */
final class CountedStore implements Store {
  private final Store store;
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger rows = new AtomicInteger();
  private final AtomicInteger leases = new AtomicInteger();

  CountedStore(Store store) {
    this.store = store;
  }

  /** How often it was for each of so many creations. */
  CommitCount count(int creations) {
    return new CommitCount(
        (double) commits.get() / creations,
        (double) rows.get() / creations,
        (double) leases.get() / creations);
  }

  @Override
  public boolean isDurable() {
    return store.isDurable();
  }

  @Override
  public Optional<Lease> lease(String name, Instant now, Instant until) {
    leases.incrementAndGet();
    return store.lease(name, now, until);
  }

  @Override
  public void release(Lease lease) {
    leases.incrementAndGet();
    store.release(lease);
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
    store.commit(lease, change);
  }

  @Override
  public Optional<Intent> intent(String accountId, String key) {
    return store.intent(accountId, key);
  }

  @Override
  public List<Intent> openIntents(String accountId, Instant now) {
    return store.openIntents(accountId, now);
  }

  @Override
  public Optional<Entry> registration(RegistrationId id) {
    return store.registration(id);
  }

  @Override
  public Optional<Entry> registration(String accountId, AppId appId) {
    return store.registration(accountId, appId);
  }

  @Override
  public List<Entry> registrations(String accountId) {
    return store.registrations(accountId);
  }

  @Override
  public List<CredentialInfo> credentials(RegistrationId owner) {
    return store.credentials(owner);
  }

  @Override
  public Optional<Secret> reveal(String credentialId) {
    return store.reveal(credentialId);
  }

  @Override
  public List<OutstandingAction> actions(String accountId) {
    return store.actions(accountId);
  }

  @Override
  public List<Duty> duties(String accountId) {
    return store.duties(accountId);
  }

  @Override
  public List<AuditEvent> audit(int atMost) {
    return store.audit(atMost);
  }

  @Override
  public void close() {
    store.close();
  }
}
