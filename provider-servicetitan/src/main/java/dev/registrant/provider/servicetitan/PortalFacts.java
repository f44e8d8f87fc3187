package dev.registrant.provider.servicetitan;

import dev.registrant.http.CallOptions;
import dev.registrant.spi.App;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.Call;
import dev.registrant.spi.ClientMetadata;
import java.util.List;
import java.util.Optional;

/**
 * What the project's own contract tells of an app beyond what the portal lists: versions,
 * connections, approval; each only where its path is configured.
 *
 * @param metadata the read-only fields
 * @param status usable if a tenant of the account's environment is known to have allowed the app
 * @param versions the versions, none if they are not known
 * @param connections empty if they are not known
 */
record PortalFacts(
    ClientMetadata metadata,
    AppStatus status,
    List<AppVersion> versions,
    Optional<List<PortalDocument.Connected>> connections) {
  private static final List<String> FIELDS =
      List.of(
          ServiceTitanCapabilities.VERSION,
          ServiceTitanCapabilities.EXPECTED_VERSION,
          ServiceTitanCapabilities.HISTORY,
          ServiceTitanCapabilities.APPROVAL,
          ServiceTitanCapabilities.AUDIENCE,
          ServiceTitanCapabilities.MANAGED_BY,
          ServiceTitanCapabilities.CONNECTIONS);

  /** Nothing is known. */
  static PortalFacts none() {
    return new PortalFacts(ClientMetadata.empty(), AppStatus.PENDING, List.of(), Optional.empty());
  }

  /** What was known before. */
  static PortalFacts of(App app) {
    ClientMetadata.Builder known = ClientMetadata.builder();
    FIELDS.forEach(
        field ->
            Optional.ofNullable(app.metadata().fields().get(field))
                .ifPresent(value -> known.set(field, value)));
    return new PortalFacts(known.build(), app.status(), List.of(), Optional.empty());
  }

  static PortalFacts read(PortalApi api, ServiceTitanSettings settings, String app, Call call) {
    ServiceTitanSettings.Portal portal = settings.portal().orElseThrow();
    ClientMetadata.Builder known = ClientMetadata.builder();
    AppStatus status = AppStatus.PENDING;
    List<AppVersion> versions = List.of();
    Optional<List<PortalDocument.Connected>> told = Optional.empty();
    if (portal.versionsPath().isPresent()) {
      versions =
          api.versions(app, CallOptions.reading(call)).requireBody().stream()
              .map(PortalDocument.Version::toVersion)
              .toList();
      show(versions, known);
    }
    if (portal.connectionsPath().isPresent()) {
      List<PortalDocument.Connected> connections =
          api.connections(app, CallOptions.reading(call)).requireBody();
      told = Optional.of(connections);
      known.set(
          ServiceTitanCapabilities.CONNECTIONS,
          connections.stream().map(PortalDocument.Connected::text).toList());
      if (connections.stream()
          .anyMatch(one -> one.isAllowed() && one.isIn(settings.environment()))) {
        status = AppStatus.ACTIVE;
      }
    }
    if (portal.approvalPath().isPresent()) {
      PortalDocument.Approval approval = api.approval(app, CallOptions.reading(call)).requireBody();
      Optional.ofNullable(approval.approval())
          .ifPresent(state -> known.set(ServiceTitanCapabilities.APPROVAL, state));
      Optional.ofNullable(approval.audience())
          .ifPresent(audience -> known.set(ServiceTitanCapabilities.AUDIENCE, audience));
      Optional.ofNullable(approval.credentialsManagedBy())
          .ifPresent(who -> known.set(ServiceTitanCapabilities.MANAGED_BY, who));
    }
    return new PortalFacts(known.build(), status, versions, told);
  }

  boolean awaitsApproval() {
    return metadata.text(ServiceTitanCapabilities.APPROVAL).filter("pending"::equals).isPresent();
  }

  /** The number of the newest version, 0 if it is not known. */
  int latest() {
    return latest(versions);
  }

  private static int latest(List<AppVersion> versions) {
    return versions.stream().mapToInt(AppVersion::number).max().orElse(0);
  }

  private static void show(List<AppVersion> versions, ClientMetadata.Builder known) {
    int latest = latest(versions);
    known.set(ServiceTitanCapabilities.HISTORY, AppVersion.texts(versions));
    if (latest > 0) {
      known.set(ServiceTitanCapabilities.VERSION, latest);
      known.set(ServiceTitanCapabilities.EXPECTED_VERSION, latest);
    }
  }
}
