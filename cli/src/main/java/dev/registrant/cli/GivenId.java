package dev.registrant.cli;

import dev.registrant.Account;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.List;

/** The id of an app as it was given, which may be none. */
final class GivenId {
  private GivenId() {}

  /**
   * Returns the id.
   *
   * @throws RegistrationException.InvalidRequest if it is none, told as an error of the operation
   */
  static AppId of(String text, Account account, Operation operation) {
    return of(text, account, operation, ClientMetadata.empty());
  }

  /**
   * Returns the id.
   *
   * @param changes what the app is to be changed to; what is wrong with it is told with a wrong id
   * @throws RegistrationException.InvalidRequest if it is none, told as an error of the operation
   */
  static AppId of(String text, Account account, Operation operation, ClientMetadata changes) {
    try {
      return new AppId(text);
    } catch (RegistrationException.InvalidRequest e) {
      List<Violation> all = new ArrayList<>(e.details().violations());
      if (operation == Operation.APPS_UPDATE) {
        all.addAll(account.capabilities().check(changes, operation).violations());
      }
      throw new RegistrationException.InvalidRequest(all)
          .with(
              e.details().toBuilder()
                  .violations(all)
                  .account(account.name())
                  .provider(account.providerId())
                  .operation(operation)
                  .build());
    }
  }
}
