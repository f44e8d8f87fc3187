package dev.registrant.cli;

import dev.registrant.CredentialInfo;
import dev.registrant.Difference;
import dev.registrant.Registration;
import dev.registrant.RegistrationId;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.ClientMetadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;

/** Shows apps and registrations. */
final class AppView {
  private static final Set<String> SHOWN_BY_NAME =
      Set.of(ClientMetadata.CLIENT_NAME, ClientMetadata.REDIRECT_URIS, ClientMetadata.SCOPE);

  private AppView() {}

  /**
   * Shows a registration.
   *
   * @param account the name of its account
   * @param values gives the value of a credential if it is to be shown
   */
  static Result show(
      Registration registration,
      String account,
      Function<CredentialInfo, Optional<String>> values) {
    return Result.done(json(registration, account, values), text(registration, account, values));
  }

  /** Shows a registration without the values of its credentials. */
  static Result show(Registration registration, String account) {
    return show(registration, account, one -> Optional.empty());
  }

  static Map<String, Object> json(
      Registration registration,
      String account,
      Function<CredentialInfo, Optional<String>> values) {
    Map<String, Object> json = new LinkedHashMap<>();
    AppId id = registration.app().id();
    json.put("app", json(registration.app(), registration.id()));
    json.put(
        "credentials",
        registration.credentials().stream()
            .map(one -> CredentialView.json(one, values.apply(one)))
            .toList());
    json.put(
        "actions",
        registration.actions().stream().map(one -> ActionView.json(one, account, id)).toList());
    json.put("differences", registration.differences().stream().map(AppView::json).toList());
    return json;
  }

  static Map<String, Object> json(App app, Optional<RegistrationId> id) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", app.id().value());
    id.ifPresent(value -> json.put("registrationId", value.value()));
    app.clientId().ifPresent(value -> json.put("clientId", value));
    app.metadata().clientName().ifPresent(value -> json.put("name", value));
    json.put("status", word(app.status()));
    json.put("redirectUris", app.metadata().redirectUris());
    json.put("scopes", app.metadata().scopes());
    Map<String, Object> others = new LinkedHashMap<>(app.metadata().fields());
    others.keySet().removeAll(SHOWN_BY_NAME);
    json.put("metadata", others);
    return json;
  }

  static String text(List<App> apps) {
    TextTable table = new TextTable().row("ID", "NAME", "STATUS", "CLIENT ID");
    for (App app : apps) {
      table.row(
          app.id().value(),
          app.metadata().clientName().orElse(""),
          word(app.status()),
          app.clientId().orElse("-"));
    }
    return table.toString();
  }

  static String text(App app) {
    TextTable table = new TextTable().row("id", app.id().value());
    app.clientId().ifPresent(value -> table.row("client id", value));
    table.row("status", word(app.status()));
    app.metadata()
        .fields()
        .forEach(
            (name, value) ->
                table.row(
                    name,
                    value instanceof List
                        ? String.join(" ", app.metadata().list(name))
                        : value.toString()));
    return table.toString();
  }

  static String text(
      Registration registration,
      String account,
      Function<CredentialInfo, Optional<String>> values) {
    StringJoiner text = new StringJoiner("\n");
    text.add(text(registration.app()));
    registration.id().ifPresent(id -> text.add("registered here as " + id));
    registration
        .credentials()
        .forEach(one -> text.add(CredentialView.text(one, values.apply(one))));
    registration
        .actions()
        .forEach(one -> text.add(ActionView.text(one, account, registration.app().id())));
    for (Difference difference : registration.differences()) {
      text.add(
          Printable.clean(
              "differs: "
                  + difference.field()
                  + " was requested as "
                  + difference.requested()
                  + " and is "
                  + difference.registered().orElse("absent")));
    }
    return text.toString();
  }

  private static Map<String, Object> json(Difference difference) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("field", difference.field());
    json.put("requested", difference.requested());
    difference.registered().ifPresent(value -> json.put("registered", value));
    return json;
  }

  private static String word(AppStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
