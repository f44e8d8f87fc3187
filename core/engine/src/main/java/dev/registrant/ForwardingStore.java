package dev.registrant;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.AppId;
import dev.registrant.spi.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store that passes everything on to another one. Subclasses change what they are about, for
 * example to measure or to refuse. As thread-safe as the other one.
 */
public abstract class ForwardingStore implements Store {
  private final Store store;

  /**
   * Makes it.
   *
   * @param store the other one; it is closed with this one
   */
  protected ForwardingStore(Store store) {
    this.store = requireNonNull(store, "store");
  }

  /** Returns the other one. */
  protected final Store store() {
    return store;
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
  public void commit(Lease lease, Change change) {
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

  /**
   * {@inheritDoc}
   *
   * <p>Left to each subclass: either it stands around {@link Store#forReconciliation} of the other
   * store too, or returns itself and is of no use to accepted copies.
   */
  @Override
  public abstract Store forReconciliation();

  @Override
  public void reconciled(String accountId) {
    store.reconciled(accountId);
  }

  @Override
  public void close() {
    store.close();
  }
}
