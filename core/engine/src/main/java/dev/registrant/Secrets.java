package dev.registrant;

import dev.registrant.spi.AppId;
import dev.registrant.spi.Secret;
import java.util.List;

/**
 * The credentials of an account's apps, as they are in the store. Every method throws {@link
 * dev.registrant.spi.RegistrationException}.
 */
public interface Secrets {
  /**
   * Returns what is known of the credentials of an app, oldest first; never values.
   *
   * @throws dev.registrant.spi.RegistrationException.NotFound if the app was not registered here
   */
  List<CredentialInfo> list(AppId app);

  /**
   * Returns the value of a credential and writes that into the audit trail.
   *
   * @param credentialId our id of it
   * @throws dev.registrant.spi.RegistrationException.NotFound if there is no such credential
   */
  Secret reveal(String credentialId);
}
