package dev.registrant.cli;

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

/** A store that also writes each credential to a file before it counts as committed. */
final class SecretFileStore implements Store {
  private final Store store;
  private final SecretFile file;

  SecretFileStore(Store store, SecretFile file) {
    this.store = store;
    this.file = file;
  }

  @Override
  public void commit(Lease lease, Change change) {
    change.credentials().forEach(one -> file.append(one.owner(), one.info(), one.value()));
    store.commit(lease, change);
  }

  @Override
  public boolean isDurable() {
    return store.isDurable();
  }

  @Override
  public Optional<Lease> lease(String name, Instant now, Instant until) {
    return store.lease(name, now, until);
  }

  @Override
  public Optional<Instant> leasedUntil(String name) {
    return store.leasedUntil(name);
  }

  @Override
  public void release(Lease lease) {
    store.release(lease);
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
  public Store forReconciliation() {
    return new SecretFileStore(store.forReconciliation(), file);
  }

  @Override
  public void reconciled(String accountId) {
    store.reconciled(accountId);
  }

  @Override
  public void close() {
    store.close();
  }
}
