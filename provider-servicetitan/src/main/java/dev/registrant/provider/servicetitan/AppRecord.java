package dev.registrant.provider.servicetitan;

import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.APPROVAL;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.APP_ID;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.AUDIENCE;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.CLAIMED_CONSENTS;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.CLAIMED_IN_PLAY;
import static dev.registrant.provider.servicetitan.ServiceTitanCapabilities.DELETION;
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

  boolean isPublic() {
    return metadata.text(AUDIENCE).filter(PUBLIC::equals).isPresent();
  }

  boolean isApproved() {
    return metadata.text(APPROVAL).orElse("").startsWith("approved");
  }

  /** The name it has in the portal, as far as people told. */
  String savedName() {
    String label = DETAILS.get(ClientMetadata.CLIENT_NAME) + ": ";
    return metadata.list(SAVED_DETAILS).stream()
        .filter(detail -> detail.startsWith(label))
        .map(detail -> detail.substring(label.length()))
        .findFirst()
        .orElse(name());
  }

  Optional<Consent> consent(String tenant) {
    return consents().stream().filter(consent -> consent.tenant().equals(tenant)).findFirst();
  }

  /**
   * From now on the app goes by the id that ServiceTitan gave it. Of an app whose creation is
   * reported once more, what was reported since stays.
   */
  AppRecord created(String appId, AppVersion first) {
    AppRecord created = new AppRecord(new AppId(appId), with(APP_ID, appId));
    List<AppVersion> history = new ArrayList<>(history());
    if (history.isEmpty()) {
      return created.withHistory(List.of(first)).detailsSaved().tenantsSaved();
    }
    AppVersion told = history.set(0, first.changing(history.get(0)));
    return created
        .withConsents(consents().stream().map(one -> one.renumbered(told.number(), first.number())))
        .withHistory(history);
  }

  /** Its App ID was wrong, or is not known any more; it goes by ours again. */
  AppRecord notCreated(AppId own) {
    return new AppRecord(own, metadata.toBuilder().remove(APP_ID).remove(VERSION).build());
  }

  AppRecord withVersion(AppVersion version) {
    List<AppVersion> history = new ArrayList<>(history());
    history.add(version);
    return withHistory(history);
  }

  /**
   * Returns it with versions, the oldest first; what tenants accepted of others is as it was
   * before.
   */
  AppRecord withHistory(List<AppVersion> history) {
    int latest = history.get(history.size() - 1).number();
    ClientMetadata.Builder next = metadata.toBuilder().set(VERSION, latest);
    return with(next.set(HISTORY, AppVersion.texts(history)))
        .withConsents(consents().stream().flatMap(consent -> consent.asOf(latest).stream()));
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

  AppRecord detailsUnsaved() {
    return with(metadata.toBuilder().remove(SAVED_DETAILS));
  }

  /** Which tenants are listed is not known, but for those that saw the app. */
  AppRecord tenantsUnsaved() {
    List<String> sure =
        metadata.list(SAVED_TENANTS).stream()
            .filter(tenant -> consent(Tenant.parse(tenant).id()).isPresent())
            .toList();
    ClientMetadata.Builder next = metadata.toBuilder();
    return with(sure.isEmpty() ? next.remove(SAVED_TENANTS) : next.set(SAVED_TENANTS, sure));
  }

  AppRecord withApproval(String state) {
    return with(metadata.toBuilder().set(APPROVAL, state));
  }

  AppRecord withConsent(String tenant, Optional<Consent> consent) {
    return withConsents(
        Stream.concat(
            consents().stream().filter(other -> !other.tenant().equals(tenant)), consent.stream()));
  }

  /** Returns it with what is asked for now; what people reported stays. */
  AppRecord asked(ClientMetadata wanted) {
    ClientMetadata.Builder next = metadata.toBuilder();
    Stream.concat(DETAILS.keySet().stream(), Stream.of(ClientMetadata.SCOPE))
        .forEach(
            field ->
                Optional.ofNullable(wanted.fields().get(field))
                    .ifPresentOrElse(value -> next.set(field, value), () -> next.remove(field)));
    List<String> listed = Tenant.texts(Tenant.parse(wanted.list(TENANTS)));
    return with(listed.isEmpty() ? next.remove(TENANTS) : next.set(TENANTS, listed));
  }

  /** Whether its deletion was asked for and is not done yet. */
  boolean isToBeDeleted() {
    return metadata.has(DELETION);
  }

  AppRecord toBeDeleted(String since) {
    return with(metadata.toBuilder().set(DELETION, "asked for on " + since));
  }

  AppRecord toBeKept() {
    return with(metadata.toBuilder().remove(DELETION));
  }

  /**
   * It is usable as soon as it is known and one tenant has allowed it, and stays so while others
   * have not.
   */
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
    boolean usable = appId().isPresent() && !allowed.isEmpty();
    AppStatus status = usable ? AppStatus.ACTIVE : AppStatus.PENDING;
    return new App(id, Optional.empty(), status, shown.build());
  }

  List<Consent> consents() {
    return metadata.list(CLAIMED_CONSENTS).stream().map(Consent::parse).toList();
  }

  private AppRecord withConsents(Stream<Consent> consents) {
    List<String> entries = consents.map(Consent::text).sorted().toList();
    ClientMetadata.Builder next = metadata.toBuilder();
    return with(
        entries.isEmpty() ? next.remove(CLAIMED_CONSENTS) : next.set(CLAIMED_CONSENTS, entries));
  }

  private ClientMetadata with(String field, String value) {
    return metadata.toBuilder().set(field, value).build();
  }

  private AppRecord with(ClientMetadata.Builder next) {
    return new AppRecord(id, next.build());
  }
}
