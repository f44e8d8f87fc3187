package dev.registrant;

import dev.registrant.spi.AppId;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.Secret;
import java.util.List;
import java.util.Optional;

/**
 * Where registrations and their credentials are kept. Implementations are thread-safe and seal the
 * values of credentials, unless they keep them in memory alone.
 *
 * <p>A method that cannot do its work throws an unchecked exception whose message says why and
 * holds no secret.
 */
public interface Store extends AutoCloseable {
  /**
   * A registration as it is kept.
   *
   * @param id our id of it
   * @param accountId the id of its account
   * @param appId the vendor's id of the app
   */
  record Entry(RegistrationId id, String accountId, AppId appId) {}

  /** Returns whether what was saved outlives the process. */
  boolean isDurable();

  /** Saves a registration. Idempotent by its id. */
  void save(Entry registration);

  /**
   * Saves a credential of a registration, the value sealed. Idempotent by its id.
   *
   * @param owner the registration it belongs to
   * @param credential what may be told of it
   * @param value the value
   */
  void save(RegistrationId owner, CredentialInfo credential, Secret value);

  /** Marks the credentials of a kind as ended. Idempotent. */
  void revoke(RegistrationId owner, CredentialKind kind);

  /** Returns the registration of an app, if it was saved and not removed. */
  Optional<Entry> find(String accountId, AppId appId);

  /** Returns what may be told of the credentials of a registration, oldest first. */
  List<CredentialInfo> credentials(RegistrationId owner);

  /** Returns the value of a credential, if it is kept. */
  Optional<Secret> reveal(String credentialId);

  /** Removes a registration and its credentials. Idempotent. */
  void remove(RegistrationId id);

  /** Releases what the store holds. Idempotent. */
  @Override
  void close();

  /** Returns a new store that keeps everything in memory: gone when the process ends. */
  static Store inMemory() {
    return new InMemoryStore();
  }
}
