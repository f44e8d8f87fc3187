package dev.registrant.spi;

import java.util.List;
import java.util.Optional;

/**
 * The apps of one account at a vendor.
 *
 * <p>Implementations are thread-safe, block, and keep no state between calls. Each write sends
 * exactly one request that may change something; whatever else it needs to know it reads. An
 * implementation never repeats a request: repetition is decided by the core from the error's {@link
 * Outcome} and the declared {@link Repeatability}.
 *
 * <p>Every method throws a {@link RegistrationException} whose outcome tells whether the write was
 * carried out. A method is called only if its {@link Operation} is among the connection's
 * capabilities and, for {@link #create} and {@link #update}, only with metadata that was checked
 * against them and against {@link #violations}.
 */
public interface AppRegistry {
  /**
   * Checks what the declared {@link MetadataField}s cannot say, for example which redirect URIs the
   * vendor takes. Sends nothing.
   *
   * @param metadata what is wanted; for an update only what is to change
   * @param operation {@link Operation#APPS_CREATE} or {@link Operation#APPS_UPDATE}
   * @return everything that is wrong, empty if nothing is
   */
  List<Violation> violations(ClientMetadata metadata, Operation operation);

  /**
   * Checks what {@link AppId} cannot say of this vendor's ids. Sends nothing. Every method refuses
   * such an id too; by this one its mistakes are told together with those of the metadata.
   *
   * @param id an id as the caller gave it
   * @return everything that is wrong, empty if nothing is
   */
  default List<Violation> violations(AppId id) {
    return List.of();
  }

  /**
   * Names the credential that a new app needs before it is usable and that its creation does not
   * bring. The core then issues it as a step of its own.
   *
   * @param metadata what the app was registered with
   */
  default Optional<CredentialKind> firstCredential(ClientMetadata metadata) {
    return Optional.empty();
  }

  /**
   * Splits a change that takes several requests at the vendor into changes that take one each.
   *
   * @param current the app as it was read just before
   * @param wanted what it is to be registered with in the end
   * @return the states to go through, each by one {@link #update}; the last one is the wanted one
   */
  default List<ClientMetadata> steps(App current, ClientMetadata wanted) {
    return List.of(wanted);
  }

  /**
   * Registers an app.
   *
   * @param metadata what it is to be registered with
   * @param call the call this belongs to
   * @return the app as registered, with the credentials the vendor issued
   */
  Answer<App> create(ClientMetadata metadata, Call call);

  /**
   * Reads an app.
   *
   * @throws RegistrationException.NotFound if the vendor has no such app, or hides it
   */
  Answer<App> find(AppId id, Call call);

  /**
   * Reads one page of the apps of the account, the largest the vendor allows.
   *
   * @param cursor the {@link AppPage#next()} of the page before, empty for the first
   */
  Answer<AppPage> list(Optional<String> cursor, Call call);

  /**
   * Changes an app so that it has the wanted metadata.
   *
   * @param current the app as it was read just before
   * @param wanted what the app is to be registered with afterwards: the current metadata and the
   *     changes
   * @return the app as it is now
   */
  Answer<App> update(App current, ClientMetadata wanted, Call call);

  /**
   * Deletes an app and with it its credentials.
   *
   * @return the id
   * @throws RegistrationException.NotFound if the vendor has no such app, or hides it
   */
  Answer<AppId> delete(AppId id, Call call);
}
