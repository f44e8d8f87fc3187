package dev.registrant.provider.servicetitan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the portal shows, read leniently, and what the project's own contract shows. */
final class PortalDocument {
  private PortalDocument() {}

  record Page(@Nullable String projectId, @Nullable List<@Nullable Listed> apps) {
    /** Whether deleted apps are listed is not known. */
    List<Listed> live() {
      return orEmpty(apps)
          .filter(app -> app.id() != null && app.id() > 0 && !truthy(app.deleted()))
          .toList();
    }

    Optional<Listed> app(String id) {
      Predicate<Listed> byId = app -> app.idText().equals(id);
      return live().stream()
          .filter(byId)
          .findFirst()
          .or(() -> live().stream().filter(app -> id.equals(app.publicId())).findFirst());
    }
  }

  record Listed(
      @Nullable Long id,
      @Nullable String publicId,
      @Nullable String name,
      @Nullable String organizationName,
      @Nullable String homepageUrl,
      @Nullable List<@Nullable Scope> authScopes,
      @JsonProperty("applicationKey1") @Nullable String key,
      @Nullable Object deleted,
      @Nullable List<@Nullable Availability> appAvailabilityList) {
    String idText() {
      return String.valueOf(id);
    }

    Set<String> scopes() {
      Set<String> scopes = new TreeSet<>();
      orEmpty(authScopes)
          .forEach(
              scope -> {
                if (truthy(scope.read())) {
                  scopes.add(scope.name() + ":r");
                }
                if (truthy(scope.write())) {
                  scopes.add(scope.name() + ":w");
                }
              });
      return scopes;
    }

    List<Availability> tenants() {
      return orEmpty(appAvailabilityList).toList();
    }

    Optional<String> marker() {
      return tenants().stream().flatMap(entry -> Marker.of(entry.text()).stream()).findFirst();
    }

    /** A record would print its key. */
    @Override
    public String toString() {
      return "Listed[id=" + id + "]";
    }
  }

  /** The flags are truth values or texts. */
  record Scope(@Nullable String name, @Nullable Object read, @Nullable Object write) {}

  record Availability(@Nullable String resourceOwner, @Nullable String note) {
    String tenant() {
      return Objects.requireNonNullElse(resourceOwner, "").strip();
    }

    String text() {
      return Objects.requireNonNullElse(note, "").strip();
    }

    Availability noted(String text) {
      return new Availability(resourceOwner, text);
    }
  }

  record Version(
      @Nullable Integer number,
      @Nullable String createdOn,
      @Nullable String createdBy,
      @Nullable List<String> addedScopes,
      @Nullable List<String> removedScopes) {
    AppVersion toVersion() {
      return new AppVersion(
          Objects.requireNonNullElse(number, 0),
          Objects.requireNonNullElse(createdOn, "?"),
          Objects.requireNonNullElse(createdBy, "?"),
          new TreeSet<>(Objects.requireNonNullElse(addedScopes, List.of())),
          new TreeSet<>(Objects.requireNonNullElse(removedScopes, List.of())));
    }
  }

  record Connected(
      @Nullable String tenantId,
      @Nullable String networkId,
      @Nullable String environment,
      @Nullable String status,
      @Nullable Integer acceptedVersion,
      @Nullable Integer latestVersion) {
    boolean isAllowed() {
      return "allowed".equals(status);
    }

    boolean isIn(String wanted) {
      return environment == null || environment.equals(wanted);
    }

    int accepted() {
      return Objects.requireNonNullElse(acceptedVersion, 0);
    }

    int latest() {
      return Objects.requireNonNullElse(latestVersion, 0);
    }

    String text() {
      String who = tenantId == null ? "network " + networkId : tenantId;
      String where = environment == null ? "" : " " + environment;
      String version =
          acceptedVersion == null ? "" : " version " + acceptedVersion + " of " + latestVersion;
      return who + where + " " + status + version;
    }
  }

  record Approval(
      @Nullable String audience,
      @Nullable String approval,
      @Nullable String credentialsManagedBy) {}

  private static <T> Stream<T> orEmpty(@Nullable List<@Nullable T> list) {
    return list == null ? Stream.empty() : list.stream().filter(Objects::nonNull);
  }

  private static boolean truthy(@Nullable Object flag) {
    return flag instanceof Boolean truth
        ? truth
        : flag != null && !flag.toString().isBlank() && !flag.toString().equals("false");
  }
}
