package dev.registrant.testkit.engine;

import dev.registrant.CredentialInfo;
import dev.registrant.Duty;
import dev.registrant.ForwardingStore;
import dev.registrant.Intent;
import dev.registrant.OutstandingAction;
import dev.registrant.RegistrationId;
import dev.registrant.Store;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A store that fails on command, and counts its commits. */
final class FailingStore extends ForwardingStore {
  private Predicate<Change> failsAt = change -> false;
  private Predicate<Change> losesLeaseAt = change -> false;
  private Runnable onCommit = () -> {};
  private final List<String> reconciled = new ArrayList<>();
  List<DamagedIntent> damaged = List.of();
  Standing standing = Standing.CURRENT;
  boolean unreadable;
  String message = "the disk is full";
  boolean closed;
  int commits;

  FailingStore() {
    this(Store.inMemory());
  }

  FailingStore(Store store) {
    super(store);
  }

  /** Fails at each commit of such a change. */
  void failAt(Predicate<Change> which) {
    failsAt = which;
  }

  /** Fails at a commit, counted from one from now on. */
  void failAt(int number) {
    int due = commits + number;
    failsAt = change -> commits == due;
  }

  /** Somebody else has taken the lease when such a change is to be committed. */
  void loseLeaseAt(Predicate<Change> which) {
    losesLeaseAt = which;
  }

  void onCommit(Runnable action) {
    onCommit = action;
  }

  void mend() {
    failsAt = change -> false;
    losesLeaseAt = change -> false;
    unreadable = false;
  }

  @Override
  public Optional<Lease> lease(String name, Instant now, Instant until) {
    read();
    return super.lease(name, now, until);
  }

  @Override
  public void commit(Lease lease, Change change) {
    commits++;
    onCommit.run();
    if (failsAt.test(change)) {
      throw failure();
    }
    if (losesLeaseAt.test(change)) {
      throw new LeaseLost(lease);
    }
    super.commit(lease, change);
  }

  @Override
  public Optional<Intent> intent(String accountId, String key) {
    read();
    return super.intent(accountId, key);
  }

  @Override
  public List<Intent> openIntents(String accountId, Instant now) {
    read();
    return super.openIntents(accountId, now);
  }

  @Override
  public List<DamagedIntent> damagedIntents(String accountId, Instant now) {
    read();
    return damaged;
  }

  @Override
  public Optional<Entry> registration(RegistrationId id) {
    read();
    return super.registration(id);
  }

  @Override
  public Optional<Entry> registration(String accountId, AppId appId) {
    read();
    return super.registration(accountId, appId);
  }

  @Override
  public List<Entry> registrations(String accountId) {
    read();
    return super.registrations(accountId);
  }

  @Override
  public List<CredentialInfo> credentials(RegistrationId owner) {
    read();
    return super.credentials(owner);
  }

  @Override
  public Optional<Secret> reveal(String credentialId) {
    read();
    return super.reveal(credentialId);
  }

  @Override
  public List<OutstandingAction> actions(String accountId) {
    read();
    return super.actions(accountId);
  }

  @Override
  public List<Duty> duties(String accountId) {
    read();
    return super.duties(accountId);
  }

  @Override
  public Standing standing(String accountId) {
    read();
    return standing;
  }

  @Override
  public void reconciled(String accountId) {
    reconciled.add(accountId);
    standing = Standing.CURRENT;
  }

  @Override
  public Store forReconciliation() {
    return this;
  }

  /** Returns the accounts of which a reconciliation has ended. */
  List<String> reconciled() {
    return reconciled;
  }

  @Override
  public void close() {
    closed = true;
    super.close();
  }

  private void read() {
    if (unreadable) {
      throw failure();
    }
  }

  private UncheckedIOException failure() {
    return new UncheckedIOException(message, new IOException(message));
  }
}
