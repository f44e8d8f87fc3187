package dev.registrant.testkit.engine;

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
import java.util.function.BooleanSupplier;

/** A store as one process sees it, which may die before and after each commit. */
final class ProcessStore implements Store {
  private final Store store;
  private final Fate fate;
  private final BooleanSupplier fails;

  /**
   * Makes it.
   *
   * @param fails asked before and after each commit whether that fails
   */
  ProcessStore(Store store, Fate fate, BooleanSupplier fails) {
    this.store = store;
    this.fate = fate;
    this.fails = fails;
  }

  @Override
  public boolean isDurable() {
    return store.isDurable();
  }

  @Override
  public Optional<Lease> lease(String name, Instant now, Instant until) {
    fate.step();
    return store.lease(name, now, until);
  }

  @Override
  public Optional<Instant> leasedUntil(String name) {
    return store.leasedUntil(name);
  }

  @Override
  public void release(Lease lease) {
    if (!fate.isDead()) {
      store.release(lease);
    }
  }

  @Override
  public void commit(Lease lease, Change change) {
    fate.step();
    if (fails.getAsBoolean()) {
      throw new IllegalStateException("the disk is full");
    }
    store.commit(lease, change);
    if (fails.getAsBoolean()) {
      throw new IllegalStateException("the disk does not say whether it has written");
    }
    fate.step();
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
  public List<DamagedIntent> damagedIntents(String accountId, Instant now) {
    return store.damagedIntents(accountId, now);
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
  public Standing standing(String accountId) {
    return store.standing(accountId);
  }

  @Override
  public void reconciled(String accountId) {
    store.reconciled(accountId);
  }

  @Override
  public void close() {}
}
