package dev.registrant.cli;

import dev.registrant.CredentialInfo;
import dev.registrant.Reconciliation;
import dev.registrant.Registration;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** API apps at ZITADEL: by a secret, by a key, and one whose creation was not answered. */
final class ZitadelJourney implements Journey {
  private static final String METHOD = ClientMetadata.TOKEN_ENDPOINT_AUTH_METHOD;
  private static final String STATE = "state";

  private static final ClientMetadata WANTED =
      ClientMetadata.builder().clientName("Registrant demo").build();

  private static final ClientMetadata BAD =
      ClientMetadata.builder()
          .clientName("x".repeat(201))
          .set(METHOD, "client_secret_jwt")
          .set(STATE, "asleep")
          .build();

  @Override
  public String provider() {
    return "zitadel";
  }

  @Override
  public List<Step> steps(Stage stage) {
    AppSteps basic = new AppSteps(stage, WANTED);
    AppSteps keyed =
        new AppSteps(
            stage,
            WANTED.toBuilder()
                .clientName("Registrant demo, by key")
                .set(METHOD, "private_key_jwt")
                .build());
    AppSteps lost =
        new AppSteps(stage, WANTED.toBuilder().clientName("Registrant demo, lost").build());
    Introspection endpoint = new Introspection(stage);
    return List.of(
        basic.refuse(BAD, 3),
        basic.create("create"),
        basic.credential(),
        new Step("introspect", () -> introspected(basic, endpoint)),
        basic.find(),
        basic.list(),
        basic.update("rename", name("Registrant demo, renamed")),
        new Step("deactivate", () -> deactivated(basic, endpoint)),
        new Step("reactivate", () -> reactivated(basic, endpoint)),
        new Step("auth method", () -> changedMethod(basic)),
        keyed.create("create by key"),
        new Step("first key", () -> keyIsCaptured(keyed)),
        new Step("lost answer", () -> createdOnce(stage, lost)),
        new Step("same key", () -> answeredAgain(stage, lost)),
        new Step("reconcile", () -> reconciled(stage, lost)),
        lost.delete("delete"),
        keyed.delete("delete by key"),
        basic.delete("delete renamed"));
  }

  private static String introspected(AppSteps app, Introspection endpoint) {
    Step.require(endpoint.accepts(app), "the captured secret is refused");
    return "the introspection endpoint takes the captured secret";
  }

  private static String deactivated(AppSteps app, Introspection endpoint) {
    app.apps().update(app.id(), ClientMetadata.builder().set(STATE, "inactive").build());
    Step.require(!endpoint.accepts(app), "the app still authenticates");
    return "switched off: the same secret is refused";
  }

  private static String reactivated(AppSteps app, Introspection endpoint) {
    app.apps().update(app.id(), ClientMetadata.builder().set(STATE, "active").build());
    Step.require(endpoint.accepts(app), "the captured secret is refused");
    return "switched on: the same secret is taken again";
  }

  private static String changedMethod(AppSteps app) {
    app.apps().update(app.id(), ClientMetadata.builder().set(METHOD, "private_key_jwt").build());
    String method = app.seen().text("authMethodType");
    Step.require(method.equals("API_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT"), "it is " + method);
    return "now private_key_jwt";
  }

  private static String keyIsCaptured(AppSteps app) {
    List<CredentialInfo> credentials = app.credentials();
    JsonNode keys = app.seen().json().path("keys");
    Step.require(credentials.size() == 1 && keys.size() == 1, "it has not exactly one key");
    CredentialInfo kept = credentials.get(0);
    Step.require(kept.kind() == CredentialKind.PRIVATE_KEY, "it is no private key");
    Step.require(
        kept.vendorId().orElse("").equals(keys.path(0).path("id").asString("")),
        "the key is another");
    JsonNode document = Json.read(app.value(kept).getBytes(StandardCharsets.UTF_8));
    Step.require(
        document.path("key").asString("").equals(keys.path(0).path("privateKey").asString("")),
        "the captured key is not the vendor's");
    return "key " + kept.vendorId().orElse("") + " issued and captured, not shown";
  }

  /** The name guards: what is sent again proves that the first one was carried out. */
  private static String createdOnce(Stage stage, AppSteps app) {
    int before = stage.state().apps().size();
    stage.state().arm("apps.create", "commit-then-drop");
    app.adopt(stage.account().apps().create(name("Registrant demo, lost"), "demo-lost-answer"));
    Step.require(stage.state().apps().size() == before + 1, "there is not exactly one more app");
    app.capturedSame(app.seen().texts("secrets"));
    return "the answer was lost, the app is one: " + app.id() + ", its secret sealed";
  }

  private static String answeredAgain(Stage stage, AppSteps app) {
    int before = stage.state().apps().size();
    Registration again =
        stage.account().apps().create(name("Registrant demo, lost"), "demo-lost-answer");
    Step.require(again.app().id().equals(app.id()), "the same key gave another app");
    Step.require(stage.state().apps().size() == before, "the same key made another app");
    return "the same key gives the same app";
  }

  private static String reconciled(Stage stage, AppSteps app) {
    Reconciliation found = stage.registrant().reconcile();
    Step.require(found.open().isEmpty(), "something is open");
    boolean owed = found.duties().stream().anyMatch(duty -> duty.appId().equals(app.id()));
    boolean working = app.seen().text("name").startsWith("registrant-");
    Step.require(owed == working, "the working name is not accounted for");
    return owed
        ? "nothing open; the final name is owed until no late creation can come"
        : "nothing open";
  }

  private static ClientMetadata name(String name) {
    return ClientMetadata.builder().clientName(name).build();
  }
}
