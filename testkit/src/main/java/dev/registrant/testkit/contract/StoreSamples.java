package dev.registrant.testkit.contract;

import dev.registrant.CredentialInfo;
import dev.registrant.Duty;
import dev.registrant.Intent;
import dev.registrant.Intent.Attempt;
import dev.registrant.Intent.Stage;
import dev.registrant.OutstandingAction;
import dev.registrant.RegistrationId;
import dev.registrant.Store.AuditEvent;
import dev.registrant.Store.Change;
import dev.registrant.Store.Credential;
import dev.registrant.Store.Entry;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.HumanSteps;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Records of every form for one account. */
final class StoreSamples {
  private static final Instant TIME = Instant.parse("2026-03-01T11:59:59.987654321Z");
  private static final String ODD = "ä€😀\u0001\r\n'\"\\;--%s";

  private final String accountId;
  private final RegistrationId id = RegistrationId.random(RandomGenerator.getDefault());

  StoreSamples(String accountId) {
    this.accountId = accountId;
  }

  Change everything() {
    Change change = new Change();
    change.registrations().add(entry());
    change.credentials().add(credential(info(), value()));
    change.intents().add(intent());
    change.actions().add(action());
    change.duties().add(duty());
    change.events().add(event());
    return change;
  }

  Entry entry() {
    return entry("app-1", Optional.empty());
  }

  Entry entry(String appId, Optional<Instant> deletedAt) {
    return new Entry(id, accountId, new AppId(appId), Optional.empty(), deletedAt);
  }

  List<Entry> entriesOfEveryForm() {
    List<Entry> all = new ArrayList<>();
    for (AppStatus status : AppStatus.values()) {
      AppId appId = new AppId("app-" + status);
      all.add(entry(appId, Optional.of(new App(appId, Optional.of(ODD), status, metadata()))));
      all.add(entry(appId, Optional.of(new App(appId, Optional.empty(), status, metadata()))));
    }
    return all;
  }

  private Entry entry(AppId appId, Optional<App> app) {
    RegistrationId other = RegistrationId.random(RandomGenerator.getDefault());
    return new Entry(other, accountId, appId, app, Optional.of(TIME));
  }

  CredentialInfo info() {
    return info("cred_" + accountId);
  }

  CredentialInfo info(String credentialId) {
    return new CredentialInfo(
        credentialId,
        CredentialKind.CLIENT_SECRET,
        CredentialInfo.State.CURRENT,
        Optional.empty(),
        Optional.empty());
  }

  List<CredentialInfo> infosOfEveryForm() {
    List<CredentialInfo> all = new ArrayList<>();
    for (CredentialKind kind : CredentialKind.values()) {
      for (CredentialInfo.State state : CredentialInfo.State.values()) {
        all.add(
            new CredentialInfo(
                kind + "/" + state, kind, state, Optional.of(ODD), Optional.of(TIME)));
      }
    }
    return all;
  }

  Secret value() {
    return Secret.of("sample-value-of-a-credential");
  }

  Credential credential(CredentialInfo info, Secret value) {
    return new Credential(id, accountId, info, value);
  }

  Intent intent() {
    return intent("key", Stage.STARTED);
  }

  Intent intent(String key, Stage stage) {
    return new Intent(
        accountId,
        key,
        Operation.APPS_CREATE,
        "v1:digest",
        "marker",
        id,
        metadata(),
        TIME,
        Optional.empty(),
        stage,
        List.of(),
        "");
  }

  /** An intent that is done, although an answer was lost on the way. */
  Intent lostIntent(String key, Instant openUntil) {
    Attempt lost =
        new Attempt(
            Operation.APPS_CREATE,
            openUntil,
            Optional.of(Outcome.APPLIED),
            true,
            List.of(),
            ClientMetadata.empty());
    return intent(key, Stage.DONE).attempting(lost);
  }

  List<Intent> intentsOfEveryForm() {
    List<Intent> all = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      for (Stage stage : Stage.values()) {
        all.add(
            new Intent(
                accountId,
                operation + " " + stage + ODD,
                operation,
                "v1:digest",
                "marker",
                id,
                metadata(),
                TIME,
                Optional.of(new AppId("app-1")),
                stage,
                attempts(operation),
                ODD));
      }
    }
    return all;
  }

  private static List<Attempt> attempts(Operation operation) {
    List<Attempt> all = new ArrayList<>();
    all.add(Attempt.of(operation, TIME, List.of(), ClientMetadata.empty()));
    for (Outcome outcome : Outcome.values()) {
      all.add(
          new Attempt(operation, TIME, Optional.of(outcome), true, List.of("a", ODD), metadata()));
    }
    return all;
  }

  OutstandingAction action() {
    return actionsOfEveryState().get(0);
  }

  List<OutstandingAction> actionsOfEveryState() {
    HumanSteps.Action action =
        new HumanSteps.Action(
            "create-app",
            "app owner",
            "the portal",
            ODD,
            List.of(
                new HumanSteps.Need("app-id", false, true, "seen in the portal"),
                new HumanSteps.Need("app-key", true, false, ODD)));
    List<OutstandingAction> all = new ArrayList<>();
    for (OutstandingAction.State state : OutstandingAction.State.values()) {
      all.add(
          new OutstandingAction(
              "act_" + accountId + (OutstandingAction.State.values().length - state.ordinal()),
              accountId,
              id,
              action,
              state,
              state == OutstandingAction.State.OPEN ? Map.of() : Map.of("app-id", "1", ODD, ODD)));
    }
    return all;
  }

  Duty duty() {
    return duty("duty_" + accountId);
  }

  Duty duty(String dutyId) {
    return new Duty(dutyId, accountId, new AppId("app-1"), metadata(), metadata(), TIME, ODD);
  }

  AuditEvent event() {
    return event("app.created");
  }

  AuditEvent event(String event) {
    return new AuditEvent(TIME, ODD, "correlation", event, accountId, "app-1");
  }

  private static ClientMetadata metadata() {
    return ClientMetadata.builder()
        .clientName(ODD)
        .redirectUris("https://example.com/a?b=c", "http://127.0.0.1/")
        .scopes(List.of())
        .set("token_ttl_seconds", Long.MAX_VALUE)
        .set("zero", 0)
        .set("confidential", true)
        .set("client_uri", "")
        .build();
  }
}
