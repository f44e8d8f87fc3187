package dev.registrant.testkit.contract;

import dev.registrant.AccountConfiguration;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.RegistrationProvider;
import java.util.List;
import java.util.OptionalInt;

/** What a contract needs to know: where a vendor runs, and what it takes. */
public interface VendorUnderTest {
  /** Returns the provider. */
  RegistrationProvider provider();

  /** Returns an account at a running vendor. */
  AccountConfiguration account();

  /** Returns the same account with a credential that the vendor does not accept. */
  AccountConfiguration accountWithWrongCredential();

  /**
   * Returns what the vendor takes for a new app, with as many fields as it takes. Where names are
   * unique, each has another one.
   */
  ClientMetadata newApp();

  /** Returns a change that the vendor takes for an app made of {@link #newApp}. */
  ClientMetadata change();

  /** Returns an id of the vendor's form that no app has. */
  default AppId unknownId() {
    return new AppId("00000000-0000-4000-8000-000000000000");
  }

  /** Returns how many apps do not fit on one page of the vendor's list; 0 if any number does. */
  default int moreThanOnePage() {
    return 101;
  }

  /** Returns whether the vendor names every request, so that errors can tell the name. */
  default boolean tellsRequestIds() {
    return true;
  }

  /** Returns which credentials come with a new app made of {@link #newApp}. */
  default List<CredentialKind> issuedWithNewApp() {
    return List.of(CredentialKind.CLIENT_SECRET);
  }

  /** Returns the kind of credential that is issued or replaced, where that is declared. */
  default CredentialKind managedCredential() {
    return CredentialKind.CLIENT_SECRET;
  }

  /**
   * Returns how many requests the vendor has received, where a test can know: then each must have
   * passed the gate.
   */
  default OptionalInt requestsReceived() {
    return OptionalInt.empty();
  }
}
