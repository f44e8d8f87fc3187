package dev.registrant.cli;

import dev.registrant.CredentialInfo;
import dev.registrant.RegistrationId;
import dev.registrant.Store;
import dev.registrant.spi.AppId;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.Secret;
import java.util.List;
import java.util.Optional;

/** A store that also writes each credential to a file before it counts as saved. */
final class SecretFileStore implements Store {
  private final Store store;
  private final SecretFile file;

  SecretFileStore(Store store, SecretFile file) {
    this.store = store;
    this.file = file;
  }

  @Override
  public boolean isDurable() {
    return store.isDurable();
  }

  @Override
  public void save(Entry registration) {
    store.save(registration);
  }

  @Override
  public void save(RegistrationId owner, CredentialInfo credential, Secret value) {
    file.append(owner, credential, value);
    store.save(owner, credential, value);
  }

  @Override
  public void revoke(RegistrationId owner, CredentialKind kind) {
    store.revoke(owner, kind);
  }

  @Override
  public Optional<Entry> find(String accountId, AppId appId) {
    return store.find(accountId, appId);
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
  public void remove(RegistrationId id) {
    store.remove(id);
  }

  @Override
  public void close() {
    store.close();
  }
}
