package dev.registrant.provider.zitadel;

import dev.registrant.http.HttpAnswer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.RegistrationException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns ZITADEL's documents into apps. */
final class AppReading {
  private static final String INACTIVE = "APP_STATE_INACTIVE";

  private AppReading() {}

  /** An API app as ZITADEL shows it. */
  static App app(AppId id, Documents.App shown, Documents.ApiConfig config) {
    boolean active = !INACTIVE.equals(shown.state());
    ClientMetadata.Builder metadata =
        metadata(shown.name(), AuthMethod.wordOf(config.authMethodType()), active, shown.details());
    return app(id, config.clientId(), active, metadata);
  }

  /** An app as its creation promises it, where it cannot be read. */
  static App promised(AppId id, Documents.Created created, String name, AuthMethod method) {
    return app(
        id, created.clientId(), true, metadata(name, method.word(), true, created.details()));
  }

  /** An app as a change that was confirmed leaves it, where it cannot be read. */
  static App changed(App current, ClientMetadata wanted) {
    boolean active =
        !wanted.text(ZitadelCapabilities.STATE).equals(Optional.of(ZitadelCapabilities.INACTIVE));
    return new App(
        current.id(),
        current.clientId(),
        active ? AppStatus.ACTIVE : AppStatus.INACTIVE,
        current.metadata().with(wanted));
  }

  /**
   * An id of ZITADEL's; one that could not be in a path is the answer's fault, not the caller's.
   */
  static AppId id(@Nullable String id, HttpAnswer<?> answer) {
    if (id != null) {
      try {
        return new AppId(id);
      } catch (RegistrationException.InvalidRequest e) {
        // Told below, as a fault of the answer.
      }
    }
    throw answer.unusable("ZITADEL answered without a usable id", List.of());
  }

  private static App app(
      AppId id, @Nullable String clientId, boolean active, ClientMetadata.Builder metadata) {
    return new App(
        id,
        Optional.ofNullable(clientId),
        active ? AppStatus.ACTIVE : AppStatus.INACTIVE,
        metadata.build());
  }

  private static ClientMetadata.Builder metadata(
      @Nullable String name, String method, boolean active, Documents.@Nullable Details details) {
    ClientMetadata.Builder metadata =
        ClientMetadata.builder()
            .set(ClientMetadata.TOKEN_ENDPOINT_AUTH_METHOD, method)
            .set(
                ZitadelCapabilities.STATE,
                active ? ZitadelCapabilities.ACTIVE : ZitadelCapabilities.INACTIVE);
    set(metadata, ClientMetadata.CLIENT_NAME, name);
    if (details != null) {
      set(metadata, ZitadelCapabilities.CREATION_DATE, details.creationDate());
      set(metadata, ZitadelCapabilities.RESOURCE_OWNER, details.resourceOwner());
    }
    return metadata;
  }

  private static void set(ClientMetadata.Builder metadata, String name, @Nullable String value) {
    if (value != null) {
      metadata.set(name, value);
    }
  }
}
