package dev.registrant.cli;

import dev.registrant.ForwardingStore;
import dev.registrant.Store;

/** A store that also writes each credential to a file before it counts as committed. */
final class SecretFileStore extends ForwardingStore {
  private final SecretFile file;

  SecretFileStore(Store store, SecretFile file) {
    super(store);
    this.file = file;
  }

  @Override
  public void commit(Lease lease, Change change) {
    change.credentials().forEach(one -> file.append(one.owner(), one.info(), one.value()));
    super.commit(lease, change);
  }

  @Override
  public Store forReconciliation() {
    return new SecretFileStore(store().forReconciliation(), file);
  }
}
