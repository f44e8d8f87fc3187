package dev.registrant;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.App;
import java.util.List;
import java.util.Optional;

/**
 * An app as Registrant knows it: the vendor's view of it, and our record if we keep one.
 *
 * @param id our id, stable as long as the app lives; empty for an app that was not registered here
 * @param app the vendor's view
 * @param credentials what is known of its credentials; never values
 * @param actions what people must still do
 * @param differences what the vendor changed or dropped of what was asked for
 */
public record Registration(
    Optional<RegistrationId> id,
    App app,
    List<CredentialInfo> credentials,
    List<OutstandingAction> actions,
    List<Difference> differences) {
  /** Checks that nothing is {@code null} and copies the lists. */
  public Registration {
    requireNonNull(id, "id");
    requireNonNull(app, "app");
    credentials = List.copyOf(credentials);
    actions = List.copyOf(actions);
    differences = List.copyOf(differences);
  }
}
