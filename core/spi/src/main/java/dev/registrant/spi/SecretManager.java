package dev.registrant.spi;

import java.util.List;
import java.util.Optional;

/**
 * The credentials of an account's apps.
 *
 * <p>The rules of {@link AppRegistry} hold here too: thread-safe, no state, each write sends
 * exactly one mutating request and never repeats it, and a method is called only if its {@link
 * Operation} is among the capabilities. A credential that is made comes in {@link
 * Answer#credentials()}.
 */
public interface SecretManager {
  /**
   * Lists what the vendor shows of an app's credentials.
   *
   * @return all of them; those of a kind the vendor never lists are missing
   */
  Answer<List<VendorCredential>> list(App app, Call call);

  /**
   * Adds a credential; earlier ones keep working.
   *
   * @throws RegistrationException.Conflict if the vendor allows no further one
   */
  Answer<AppId> issue(App app, CredentialKind kind, Call call);

  /** Makes a credential and ends all earlier ones of its kind at once. */
  Answer<AppId> replace(App app, CredentialKind kind, Call call);

  /**
   * Ends a credential.
   *
   * @param kind what it is
   * @param vendorId the vendor's id of it, where it has one
   * @param value its value, where it is known; some vendors know a secret by nothing else
   * @throws RegistrationException.NotFound if the vendor has no such credential
   */
  Answer<AppId> revoke(
      App app, CredentialKind kind, Optional<String> vendorId, Optional<Secret> value, Call call);
}
