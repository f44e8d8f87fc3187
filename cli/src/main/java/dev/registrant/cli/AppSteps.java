package dev.registrant.cli;

import dev.registrant.Apps;
import dev.registrant.CredentialInfo;
import dev.registrant.Registration;
import dev.registrant.cli.SandboxState.SeenApp;
import dev.registrant.cli.Step.Mismatch;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The life of an app at any vendor that takes these metadata. For one thread. */
final class AppSteps {
  private final Stage stage;
  private final ClientMetadata wanted;
  private final ClientMetadata changes;
  private Optional<Registration> created = Optional.empty();

  AppSteps(Stage stage, ClientMetadata wanted, ClientMetadata changes) {
    this.stage = stage;
    this.wanted = wanted;
    this.changes = changes;
  }

  List<Step> all() {
    return List.of(
        new Step("refuse", this::refuse),
        new Step("create", this::create),
        new Step("credential", this::credential),
        new Step("find", this::find),
        new Step("list", this::list),
        new Step("update", this::update),
        new Step("delete", this::delete));
  }

  private String refuse() {
    ClientMetadata bad =
        wanted.toBuilder().clientName("").redirectUris("not-absolute").set("colour", "red").build();
    try {
      apps().create(bad);
    } catch (RegistrationException.InvalidRequest e) {
      Step.require(stage.state().requests("apps.create") == 0, "bad input was sent");
      int count = e.details().violations().size();
      Step.require(count >= 3, "only " + count + " of 3 mistakes were told");
      return count + " mistakes told at once, nothing sent";
    }
    throw new Mismatch("bad input was accepted");
  }

  private String create() {
    Registration registration = apps().create(wanted);
    created = Optional.of(registration);
    requireSame(wanted, seen());
    Step.require(stage.state().requests("apps.create") == 1, "more than one request was sent");
    Step.require(registration.differences().isEmpty(), "the vendor changed what was asked for");
    return "app " + id() + ", one request";
  }

  private String credential() {
    List<CredentialInfo> credentials = created().credentials();
    Step.require(!credentials.isEmpty(), "no credential was captured");
    List<String> kept =
        credentials.stream()
            .map(info -> stage.store().reveal(info.id()))
            .flatMap(Optional::stream)
            .map(Secret::reveal)
            .toList();
    Step.require(
        new HashSet<>(kept).equals(new HashSet<>(seen().texts("secrets"))),
        "the captured credential is not the vendor's");
    return credentials.get(0).kind().word() + " captured, equal to the vendor's, not shown";
  }

  private String find() {
    App app = apps().find(id()).app();
    requireSame(app.metadata(), seen());
    String clientId = app.clientId().orElse("");
    Step.require(clientId.equals(seen().text("clientId")), "the client id is another");
    return "client id " + clientId;
  }

  private String list() {
    try (Stream<App> apps = apps().list()) {
      List<String> ids = apps.map(app -> app.id().value()).toList();
      List<String> all = stage.state().apps().stream().map(app -> app.text("id")).toList();
      Step.require(new HashSet<>(ids).equals(new HashSet<>(all)), "the list is another");
      Step.require(ids.contains(id().value()), "the app is not in the list");
      return ids.size() + (ids.size() == 1 ? " app" : " apps");
    }
  }

  private String update() {
    Registration changed = apps().update(id(), changes);
    requireSame(wanted.with(changes), seen());
    Step.require(changed.differences().isEmpty(), "the vendor changed what was asked for");
    return "now \"" + changed.app().metadata().clientName().orElse("") + "\"";
  }

  private String delete() {
    apps().delete(id());
    Step.require(stage.state().app(id().value()).isEmpty(), "the vendor still has the app");
    boolean kept =
        created().credentials().stream()
            .anyMatch(info -> stage.store().reveal(info.id()).isPresent());
    Step.require(!kept, "its credential is still kept");
    return "gone at the vendor, forgotten here";
  }

  private Apps apps() {
    return stage.account().apps();
  }

  private Registration created() {
    return created.orElseThrow(() -> new Mismatch("there is no app: create failed"));
  }

  private AppId id() {
    return created().app().id();
  }

  private SeenApp seen() {
    return stage
        .state()
        .app(id().value())
        .orElseThrow(() -> new Mismatch("the sandbox has no app " + id()));
  }

  private static void requireSame(ClientMetadata metadata, SeenApp seen) {
    String name = metadata.clientName().orElse("");
    Step.require(name.equals(seen.text("name")), "the name is another at the vendor");
    Step.require(
        new HashSet<>(metadata.redirectUris()).equals(new HashSet<>(seen.texts("redirectUris"))),
        "the redirect URIs are others at the vendor");
    Step.require(
        new HashSet<>(metadata.scopes()).equals(new HashSet<>(seen.texts("scopes"))),
        "the scopes are others at the vendor");
  }
}
