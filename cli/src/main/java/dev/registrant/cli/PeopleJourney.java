package dev.registrant.cli;

import dev.registrant.CredentialInfo;
import dev.registrant.OutstandingAction;
import dev.registrant.Registration;
import dev.registrant.cli.SandboxState.SeenApp;
import dev.registrant.cli.Step.Mismatch;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.HumanSteps.Evidence;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An app at ServiceTitan, where people do what no API does; the sandbox plays them. */
final class PeopleJourney implements Journey {
  private static final String NAME = "Registrant demo";
  private static final String ENVIRONMENT = "integration";

  /** What one run through the journey has learnt. For one thread. */
  private static final class Run {
    private final Stage stage;
    private final String tenant;
    private Optional<AppId> app = Optional.empty();
    private String appId = "";

    Run(Stage stage) {
      this.stage = stage;
      this.tenant = String.valueOf(stage.vendor().get("tenant"));
    }

    AppId app() {
      return app.orElseThrow(() -> new Mismatch("there is no app: create failed"));
    }

    SeenApp seen() {
      return stage.state().apps().stream()
          .filter(one -> one.text("publicId").equals(appId))
          .findFirst()
          .orElseThrow(() -> new Mismatch("the sandbox has no app " + appId));
    }

    /** Returns the open action of a step. */
    OutstandingAction open(String step) {
      return stage.account().actions().open().stream()
          .filter(action -> action.action().step().equals(step))
          .findFirst()
          .orElseThrow(() -> new Mismatch("there is no open action " + step));
    }

    Registration complete(String step, Map<String, String> values, Map<String, Secret> secrets) {
      return stage.account().actions().complete(open(step).id(), new Evidence(values, secrets));
    }

    Map<String, String> atTenant() {
      return Map.of("appId", appId, "tenant", tenant, "environment", ENVIRONMENT);
    }
  }

  @Override
  public String provider() {
    return "servicetitan";
  }

  @Override
  public List<Step> steps(Stage stage) {
    Run run = new Run(stage);
    return List.of(
        new Step("refuse", () -> AppSteps.refused(stage, bad(), 3)),
        new Step("create", () -> create(run)),
        new Step("evidence", () -> wrongEvidence(run)),
        new Step("created", () -> created(run)),
        new Step("credential", () -> credential(run)),
        new Step("approve", () -> approved(run)),
        new Step("allow", () -> allowed(run)),
        new Step("scopes", () -> rescoped(run)),
        new Step("delete", () -> deleted(run)));
  }

  private static ClientMetadata wanted(String tenant) {
    return ClientMetadata.builder()
        .clientName(NAME)
        .scopes("tn.crm.customers:r")
        .set("tenants", List.of(tenant))
        .set("audience", "public")
        .build();
  }

  private static ClientMetadata bad() {
    return wanted("no number").toBuilder()
        .clientName("x".repeat(121))
        .scopes("tn.crm.customers:delete")
        .build();
  }

  private static String create(Run run) {
    int before = run.stage.state().requests();
    Registration pending = run.stage.account().apps().create(wanted(run.tenant));
    run.app = Optional.of(pending.app().id());
    Step.require(run.stage.state().requests() == before, "something was sent");
    Step.require(pending.app().status() == AppStatus.PENDING, "it does not wait for people");
    OutstandingAction action = run.open("create-app");
    return "pending, nothing sent; to be done by the " + action.action().who();
  }

  /** The person creates the app and copies badly at first. */
  private static String wrongEvidence(Run run) {
    ClientMetadata wanted = wanted(run.tenant);
    JsonNode told =
        run.stage
            .state()
            .human(
                "create-app",
                Map.of(
                    "name",
                    NAME,
                    "organizationName",
                    "Registrant sandbox",
                    "homepageUrl",
                    "https://platform.example",
                    "scopes",
                    wanted.scopes(),
                    "tenants",
                    wanted.list("tenants"),
                    "audience",
                    "public"));
    run.appId = told.path("appId").asString("");
    String key = run.seen().text("key");
    requireRefused(run, Map.of("app_id", run.appId), Map.of("app_key", Secret.of(key + " ")));
    requireRefused(run, Map.of("app_id", key), Map.of("app_key", Secret.of(key)));
    return "a key with white space and a key as the App ID are refused, the step stays open";
  }

  private static void requireRefused(
      Run run, Map<String, String> values, Map<String, Secret> secrets) {
    try {
      run.complete("create-app", values, secrets);
    } catch (RegistrationException.InvalidRequest e) {
      run.open("create-app");
      return;
    }
    throw new Mismatch("wrong evidence was accepted");
  }

  private static String created(Run run) {
    Secret key = Secret.of(run.seen().text("key"));
    run.complete("create-app", Map.of("app_id", run.appId), Map.of("app_key", key));
    return "a person created it and brought back App ID " + run.appId + " and its key";
  }

  private static String credential(Run run) {
    List<CredentialInfo> credentials = run.stage.account().secrets().list(run.app());
    Step.require(credentials.size() == 1, "not exactly one credential was captured");
    String kept = run.stage.account().secrets().reveal(credentials.get(0).id()).reveal();
    Step.require(run.seen().texts("secrets").contains(kept), "the captured key is another");
    return credentials.get(0).kind().word() + " captured, equal to the vendor's, not shown";
  }

  private static String approved(Run run) {
    run.stage.state().human("approve", Map.of("appId", run.appId));
    run.complete("approve", Map.of("decision", "approved"), Map.of());
    Step.require(run.seen().text("approval").equals("approved"), "it is not approved");
    return "ServiceTitan approved it, as a person says";
  }

  private static String allowed(Run run) {
    JsonNode told = run.stage.state().human("allow", run.atTenant());
    Registration now =
        run.complete(
            "allow:" + run.tenant,
            Map.of("decision", "allowed", "client_id", told.path("clientId").asString("")),
            Map.of());
    Step.require(now.app().status() == AppStatus.ACTIVE, "it is not active");
    Step.require(now.actions().isEmpty(), "something is left to be done");
    return "tenant " + run.tenant + " allowed it; the app is active";
  }

  private static String rescoped(Run run) {
    List<String> scopes = List.of("tn.crm.customers:r", "tn.crm.bookings:r");
    run.stage
        .account()
        .apps()
        .update(run.app(), ClientMetadata.builder().scopes(scopes.toArray(String[]::new)).build());
    JsonNode told =
        run.stage.state().human("change-scopes", Map.of("appId", run.appId, "scopes", scopes));
    String version = told.path("version").asString("");
    run.complete("change-scopes", Map.of("version", version), Map.of());
    run.open("upgrade:" + run.tenant);
    run.stage.state().human("upgrade", run.atTenant());
    Registration now =
        run.complete(
            "upgrade:" + run.tenant, Map.of("decision", "allowed", "version", version), Map.of());
    Step.require(now.actions().isEmpty(), "something is left to be done");
    return "version " + version + " saved, and accepted by tenant " + run.tenant;
  }

  private static String deleted(Run run) {
    Optional<Registration> pending = run.stage.account().apps().delete(run.app());
    Step.require(pending.isPresent(), "nobody is asked to delete it");
    run.stage.state().human("delete-app", Map.of("appId", run.appId));
    run.complete("delete-app", Map.of("confirm", NAME), Map.of());
    Step.require(run.stage.state().apps().isEmpty(), "the vendor still has the app");
    try {
      run.stage.account().apps().find(run.app());
    } catch (RegistrationException.NotFound e) {
      return "a person deleted it; forgotten here";
    }
    throw new Mismatch("its registration is still kept");
  }
}
