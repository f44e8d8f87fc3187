package dev.registrant.testkit.snyk;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** What the simulator serves, with the releases of each endpoint and its query parameters. */
enum Endpoint {
  APPS_CREATE("apps.create", Set.of()),
  APPS_LIST("apps.list", Set.of("starting_after", "ending_before", "limit")),
  APPS_GET("apps.get", Set.of()),
  APPS_UPDATE("apps.update", Set.of()),
  APPS_DELETE("apps.delete", Set.of()),
  APP_SECRETS("secrets", Set.of()),
  INSTALLS_CREATE("installs.create", Set.of()),
  INSTALLS_LIST("installs.list", Set.of("starting_after", "ending_before", "limit", "expand")),
  INSTALLS_DELETE("installs.delete", Set.of()),
  INSTALL_SECRETS("secrets", Set.of()),
  TOKEN("token", Set.of());

  private static final List<Release> CREATIONS =
      List.of(
          new Release(LocalDate.of(2023, 6, 19), Stage.EXPERIMENTAL),
          new Release(LocalDate.of(2023, 11, 3), Stage.GA));
  private static final List<Release> INSTALLS =
      List.of(
          new Release(LocalDate.of(2023, 6, 19), Stage.EXPERIMENTAL),
          new Release(LocalDate.of(2023, 11, 3), Stage.GA),
          new Release(LocalDate.of(2024, 5, 23), Stage.GA));

  private final String operation;
  private final Set<String> parameters;

  Endpoint(String operation, Set<String> parameters) {
    this.operation = operation;
    this.parameters = parameters;
  }

  String operation() {
    return operation;
  }

  boolean allows(String parameter) {
    return parameter.equals("version") || parameters.contains(parameter);
  }

  List<Release> releases() {
    return name().startsWith("INSTALL") ? INSTALLS : CREATIONS;
  }

  boolean reads() {
    return this == APPS_LIST || this == APPS_GET || this == INSTALLS_LIST;
  }
}
