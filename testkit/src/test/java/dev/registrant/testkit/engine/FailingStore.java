package dev.registrant.testkit.engine;

import dev.registrant.CredentialInfo;
import dev.registrant.RegistrationId;
import dev.registrant.Store;
import dev.registrant.spi.AppId;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** A store of which one method fails on command. */
final class FailingStore implements Store {
  enum Method {
    NONE,
    SAVE_ENTRY,
    SAVE_CREDENTIAL,
    FIND
  }

  private final Store store = Store.inMemory();
  Method failing = Method.NONE;
  String message = "the disk is full";
  boolean closed;

  @Override
  public boolean isDurable() {
    return store.isDurable();
  }

  @Override
  public void save(Entry registration) {
    pass(Method.SAVE_ENTRY);
    store.save(registration);
  }

  @Override
  public void save(RegistrationId owner, CredentialInfo credential, Secret value) {
    pass(Method.SAVE_CREDENTIAL);
    store.save(owner, credential, value);
  }

  @Override
  public void revoke(RegistrationId owner, CredentialKind kind) {
    store.revoke(owner, kind);
  }

  @Override
  public Optional<Entry> find(String accountId, AppId appId) {
    pass(Method.FIND);
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
    closed = true;
    store.close();
  }

  private void pass(Method method) {
    if (method == failing) {
      throw new UncheckedIOException(message, new IOException(message));
    }
  }
}
