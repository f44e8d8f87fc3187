package dev.registrant.crash;

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

/** A store that tells of every step that changes something, before, during and after. */
final class WitnessedStore implements Store {
  private final Store store;
  private final Conversation conversation;
  private final Forgetting forgetting;
  private int leases;
  private int commits;
  private int releases;

  WitnessedStore(Store store, Conversation conversation, Forgetting forgetting) {
    this.store = store;
    this.conversation = conversation;
    this.forgetting = forgetting;
  }

  @Override
  public boolean isDurable() {
    return store.isDurable();
  }

  @Override
  public synchronized Optional<Lease> lease(String name, Instant now, Instant until) {
    leases++;
    conversation.at("before lease " + leases);
    Optional<Lease> lease = store.lease(name, now, until);
    conversation.at("after lease " + leases);
    return lease;
  }

  @Override
  public Optional<Instant> leasedUntil(String name) {
    return store.leasedUntil(name);
  }

  @Override
  public synchronized void release(Lease lease) {
    releases++;
    conversation.at("before release " + releases);
    store.release(lease);
    conversation.at("after release " + releases);
  }

  @Override
  public synchronized void commit(Lease lease, Change change) {
    commits++;
    conversation.at("before commit " + commits);
    conversation.under("during commit " + commits);
    forgetting.in(change);
    store.commit(lease, change);
    conversation.at("after commit " + commits);
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
  public void close() {
    store.close();
  }
}
