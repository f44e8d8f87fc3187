package dev.registrant.provider.servicetitan;

import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.APPROVAL;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.APP_ID;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.AUDIENCE;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.CLAIMED_CONSENTS;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.CLAIMED_IN_PLAY;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.EXPECTED_VERSION;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.HISTORY;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.MANAGED_BY;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.ORGANIZATION;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.PUBLIC;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.SAVED_DETAILS;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.SAVED_TENANTS;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.TENANTS;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.VERSION;

import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.ClientMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An app that people look after. Its metadata holds both what was asked for and, in fields of its
 * own, what people say has been done; what is still to be done is the difference. Immutable.
 */
record AppRecord(AppId id, ClientMetadata metadata) {
  /** What the owner can edit beside tenants and scopes, in the portal's order. */
  private static final Map<String, String> DETAILS =
      new TreeMap<>(
          Map.of(
              ClientMetadata.CLIENT_NAME,
              "Application name",
              ORGANIZATION,
              "Organization name",
              ClientMetadata.CLIENT_URI,
              "Organization home page URL",
              AUDIENCE,
              "Audience",
              MANAGED_BY,
              "Client credentials managed by"));

  static AppRecord of(App app) {
    return new AppRecord(app.id(), app.metadata());
  }

  String name() {
    return metadata.clientName().orElse("");
  }

  String organization() {
    return metadata.text(ORGANIZATION).orElse("");
  }

  Optional<String> appId() {
    return metadata.text(APP_ID);
  }

  /** The version that is saved in the portal; 0 before there is one. */
  int version() {
    return metadata.integer(VERSION).orElse(0L).intValue();
  }

  int expectedVersion() {
    return scopesDiffer() ? version() + 1 : version();
  }

  Set<String> scopes() {
    return new TreeSet<>(metadata.scopes());
  }

  Set<String> savedScopes() {
    return AppVersion.scopesAt(history(), version());
  }

  boolean scopesDiffer() {
    return !scopes().equals(savedScopes());
  }

  List<AppVersion> history() {
    return metadata.list(HISTORY).stream().map(AppVersion::parse).toList();
  }

  List<Tenant> tenants() {
    return Tenant.parse(metadata.list(TENANTS));
  }

  List<Tenant> savedTenants() {
    return Tenant.parse(metadata.list(SAVED_TENANTS));
  }

  boolean tenantsDiffer() {
    return !Set.copyOf(tenants()).equals(Set.copyOf(savedTenants()));
  }

  /** The names and choices as they are to stand in the portal. */
  List<String> details() {
    return DETAILS.entrySet().stream()
        .flatMap(
            detail ->
                metadata
                    .text(detail.getKey())
                    .map(value -> detail.getValue() + ": " + value)
                    .stream())
        .toList();
  }

  boolean detailsDiffer() {
    return !details().equals(metadata.list(SAVED_DETAILS));
  }

  boolean awaitsApproval() {
    return metadata.text(AUDIENCE).filter(PUBLIC::equals).isPresent()
        && !metadata.text(APPROVAL).orElse("").startsWith("approved");
  }

  Optional<Consent> consent(String tenant) {
    return consents().stream().filter(consent -> consent.tenant().equals(tenant)).findFirst();
  }

  /** From now on the app goes by the id that ServiceTitan gave it. */
  AppRecord created(String appId, AppVersion first) {
    ClientMetadata.Builder next = metadata.toBuilder().set(APP_ID, appId);
    next.set(VERSION, first.number()).set(HISTORY, List.of(first.text()));
    return new AppRecord(new AppId(appId), next.build()).detailsSaved().tenantsSaved();
  }

  AppRecord withVersion(AppVersion version) {
    List<String> history = new ArrayList<>(metadata.list(HISTORY));
    history.add(version.text());
    return with(metadata.toBuilder().set(VERSION, version.number()).set(HISTORY, history));
  }

  AppRecord detailsSaved() {
    return with(metadata.toBuilder().set(SAVED_DETAILS, details()));
  }

  /** Whether a tenant that is no longer listed keeps its connection is unknown; it is forgotten. */
  AppRecord tenantsSaved() {
    List<String> listed = Tenant.ids(tenants());
    return with(metadata.toBuilder().set(SAVED_TENANTS, metadata.list(TENANTS)))
        .withConsents(consents().stream().filter(one -> listed.contains(one.tenant())));
  }

  AppRecord withApproval(String state) {
    return with(metadata.toBuilder().set(APPROVAL, state));
  }

  AppRecord withConsent(Consent consent) {
    return withConsents(
        Stream.concat(
            consents().stream().filter(other -> !other.tenant().equals(consent.tenant())),
            Stream.of(consent)));
  }

  /** Returns it with what is asked for now; what people reported stays. */
  AppRecord asked(ClientMetadata wanted) {
    ClientMetadata.Builder next = metadata.toBuilder();
    Stream.concat(DETAILS.keySet().stream(), Stream.of(ClientMetadata.SCOPE, TENANTS))
        .forEach(
            field ->
                Optional.ofNullable(wanted.fields().get(field))
                    .ifPresentOrElse(value -> next.set(field, value), () -> next.remove(field)));
    return with(next);
  }

  /** It is usable as soon as one tenant has allowed it, and stays so while others have not. */
  App app() {
    List<Consent> allowed = consents().stream().filter(Consent::isAllowed).toList();
    ClientMetadata.Builder shown = metadata.toBuilder().set(EXPECTED_VERSION, expectedVersion());
    List<String> inPlay =
        allowed.stream()
            .map(
                consent ->
                    consent.tenant()
                        + " "
                        + String.join(" ", AppVersion.scopesAt(history(), consent.version())))
            .toList();
    if (inPlay.isEmpty()) {
      shown.remove(CLAIMED_IN_PLAY);
    } else {
      shown.set(CLAIMED_IN_PLAY, inPlay);
    }
    AppStatus status = allowed.isEmpty() ? AppStatus.PENDING : AppStatus.ACTIVE;
    return new App(id, Optional.empty(), status, shown.build());
  }

  private List<Consent> consents() {
    return metadata.list(CLAIMED_CONSENTS).stream().map(Consent::parse).toList();
  }

  private AppRecord withConsents(Stream<Consent> consents) {
    List<String> entries = consents.map(Consent::text).sorted().toList();
    ClientMetadata.Builder next = metadata.toBuilder();
    return with(
        entries.isEmpty() ? next.remove(CLAIMED_CONSENTS) : next.set(CLAIMED_CONSENTS, entries));
  }

  private AppRecord with(ClientMetadata.Builder next) {
    return new AppRecord(id, next.build());
  }
}
