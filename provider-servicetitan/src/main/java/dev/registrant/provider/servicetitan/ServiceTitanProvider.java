package dev.registrant.provider.servicetitan;

import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ConfigurationSchema;
import dev.registrant.spi.Connection;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Settings;

/**
 * Registers ServiceTitan apps. Found by {@link java.util.ServiceLoader} under the id {@code
 * servicetitan}; hosts do not call it.
 *
 * <p>Notable: ServiceTitan has no API for apps. By default people do what is to be done and the
 * provider tells, checks and remembers it; the portal mode uses an interface that ServiceTitan
 * never published and is to be opted in. Either way an app gives its tenants nothing until their
 * administrators allow it.
 */
public final class ServiceTitanProvider implements RegistrationProvider {
  /** For {@link java.util.ServiceLoader}. */
  public ServiceTitanProvider() {}

  @Override
  public String id() {
    return "servicetitan";
  }

  @Override
  public ConfigurationSchema configuration() {
    return ServiceTitanSettings.schema();
  }

  @Override
  public Capabilities capabilities() {
    return ServiceTitanCapabilities.atMost();
  }

  @Override
  public Connection connect(Settings settings, ConnectionContext context) {
    ServiceTitanSettings bound = ServiceTitanSettings.of(settings);
    return bound
        .portal()
        .<Connection>map(portal -> PortalConnection.open(bound, portal, context))
        .orElseGet(() -> new AssistedConnection(bound, context));
  }
}
