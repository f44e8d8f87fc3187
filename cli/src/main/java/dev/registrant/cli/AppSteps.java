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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The life of one app at any vendor with an API. For one thread. */
final class AppSteps {
  private final Stage stage;
  private ClientMetadata wanted;
  private Optional<Registration> created = Optional.empty();

  AppSteps(Stage stage, ClientMetadata wanted) {
    this.stage = stage;
    this.wanted = wanted;
  }

  /**
   * Tries bad input.
   *
   * @param mistakes how many mistakes it has at least
   */
  Step refuse(ClientMetadata bad, int mistakes) {
    return new Step("refuse", () -> refused(stage, bad, mistakes));
  }

  Step create(String name) {
    return new Step(name, this::create);
  }

  /** Compares what was captured with what the vendor has, by the member that holds it there. */
  Step credential() {
    return new Step("credential", () -> capturedSame(seen().texts("secrets")));
  }

  Step find() {
    return new Step("find", this::found);
  }

  Step list() {
    return new Step("list", this::listed);
  }

  Step update(String name, ClientMetadata changes) {
    return new Step(name, () -> updated(changes));
  }

  Step delete(String name) {
    return new Step(name, this::deleted);
  }

  static String refused(Stage stage, ClientMetadata bad, int mistakes) {
    int before = stage.state().requests();
    try {
      stage.account().apps().create(bad);
    } catch (RegistrationException.InvalidRequest e) {
      Step.require(stage.state().requests() == before, "bad input was sent");
      int count = e.details().violations().size();
      Step.require(count >= mistakes, "only " + count + " of " + mistakes + " mistakes were told");
      return count + " mistakes told at once, nothing sent";
    }
    throw new Mismatch("bad input was accepted");
  }

  private String create() {
    int creates = stage.state().requests("apps.create");
    int updates = stage.state().requests("apps.update");
    Registration registration = apps().create(wanted);
    created = Optional.of(registration);
    requireSame(wanted, seen());
    creates = stage.state().requests("apps.create") - creates;
    updates = stage.state().requests("apps.update") - updates;
    Step.require(creates == 1, "the app was created " + creates + " times");
    Step.require(registration.differences().isEmpty(), "the vendor changed what was asked for");
    return "app "
        + id()
        + ", one create request"
        + (updates > 0 ? "; the mark by which it would be found again is off" : "");
  }

  /** Requires that exactly these secrets were captured. */
  String capturedSame(List<String> atVendor) {
    List<CredentialInfo> credentials = credentials();
    Step.require(!credentials.isEmpty(), "no credential was captured");
    List<String> kept = credentials.stream().map(this::value).toList();
    Step.require(
        new HashSet<>(kept).equals(new HashSet<>(atVendor)),
        "the captured credential is not the vendor's");
    return credentials.get(0).kind().word() + " captured, equal to the vendor's, not shown";
  }

  private String found() {
    App app = apps().find(id()).app();
    requireSame(app.metadata(), seen());
    String clientId = app.clientId().orElse("");
    Step.require(clientId.equals(seen().text("clientId")), "the client id is another");
    return clientId.isEmpty() ? "as the vendor has it" : "client id " + clientId;
  }

  private String listed() {
    try (Stream<App> apps = apps().list()) {
      List<String> ids = apps.map(app -> app.id().value()).toList();
      List<String> all = stage.state().apps().stream().map(app -> app.text("id")).toList();
      Step.require(new HashSet<>(ids).equals(new HashSet<>(all)), "the list is another");
      Step.require(ids.contains(id().value()), "the app is not in the list");
      return ids.size() + (ids.size() == 1 ? " app" : " apps");
    }
  }

  private String updated(ClientMetadata changes) {
    Registration changed = apps().update(id(), changes);
    wanted = wanted.with(changes);
    requireSame(wanted, seen());
    Step.require(changed.differences().isEmpty(), "the vendor changed what was asked for");
    return "now \"" + changed.app().metadata().clientName().orElse("") + "\"";
  }

  private String deleted() {
    AppId gone = id();
    Step.require(apps().delete(gone).isEmpty(), "something is left to be done");
    Step.require(stage.state().app(gone.value()).isEmpty(), "the vendor still has the app");
    try {
      stage.account().secrets().list(gone);
    } catch (RegistrationException.NotFound e) {
      return "gone at the vendor, forgotten here";
    }
    throw new Mismatch("its registration is still kept");
  }

  /** Returns the credentials that are in use. */
  List<CredentialInfo> credentials() {
    return stage.account().secrets().list(id()).stream()
        .filter(info -> info.state() == CredentialInfo.State.CURRENT)
        .toList();
  }

  String value(CredentialInfo info) {
    return stage.account().secrets().reveal(info.id()).reveal();
  }

  Apps apps() {
    return stage.account().apps();
  }

  AppId id() {
    return created
        .map(registration -> registration.app().id())
        .orElseThrow(() -> new Mismatch("there is no app: create failed"));
  }

  /** Takes an app that was registered by other steps. */
  void adopt(Registration registration) {
    created = Optional.of(registration);
  }

  SeenApp seen() {
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
