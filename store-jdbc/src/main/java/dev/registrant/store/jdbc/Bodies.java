package dev.registrant.store.jdbc;

import dev.registrant.CredentialInfo;
import dev.registrant.Duty;
import dev.registrant.Intent;
import dev.registrant.OutstandingAction;
import dev.registrant.RegistrationId;
import dev.registrant.Store.Entry;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.HumanSteps;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in the bodies of rows. Written out field by field and not by reflection, so that a
 * renamed component cannot make what is stored unreadable.
 */
final class Bodies {
  private Bodies() {}

  static String of(Entry entry) {
    JsonBody body = JsonBody.empty();
    entry.deletedAt().ifPresent(at -> body.put("deletedAt", at));
    entry
        .app()
        .ifPresent(
            app -> {
              JsonBody inner = body.object("app");
              inner.put("id", app.id().value());
              inner.put("clientId", app.clientId());
              inner.put("status", app.status().name());
              inner.put("metadata", app.metadata());
            });
    return body.text();
  }

  static Entry entry(String id, String accountId, String appId, JsonBody body) {
    return new Entry(
        new RegistrationId(id),
        accountId,
        new AppId(appId),
        body.optionalObject("app")
            .map(
                app ->
                    new App(
                        new AppId(app.text("id")),
                        app.optionalText("clientId"),
                        AppStatus.valueOf(app.text("status")),
                        app.metadata("metadata"))),
        body.optionalInstant("deletedAt"));
  }

  static String of(CredentialInfo info) {
    JsonBody body = JsonBody.empty();
    body.put("kind", info.kind().word());
    body.put("state", info.state().word());
    body.put("vendorId", info.vendorId());
    info.expiresAt().ifPresent(at -> body.put("expiresAt", at));
    return body.text();
  }

  static CredentialInfo credential(String id, JsonBody body) {
    return new CredentialInfo(
        id,
        body.word("kind", CredentialKind.values(), CredentialKind::word),
        body.word("state", CredentialInfo.State.values(), CredentialInfo.State::word),
        body.optionalText("vendorId"),
        body.optionalInstant("expiresAt"));
  }

  static String of(Intent intent) {
    JsonBody body = JsonBody.empty();
    body.put("operation", intent.operation().word());
    body.put("digest", intent.digest());
    body.put("marker", intent.marker());
    body.put("registration", intent.registration().value());
    body.put("wanted", intent.wanted());
    body.put("begunAt", intent.begunAt());
    body.put("appId", intent.appId().map(AppId::value));
    body.put("stage", intent.stage().name());
    body.put("reason", intent.reason());
    for (Intent.Attempt attempt : intent.attempts()) {
      JsonBody inner = body.addTo("attempts");
      inner.put("operation", attempt.operation().word());
      inner.put("openUntil", attempt.openUntil());
      inner.put("outcome", attempt.outcome().map(Outcome::word));
      inner.put("wasLost", attempt.wasLost());
      inner.put("known", attempt.known());
      inner.put("sent", attempt.sent());
    }
    return body.text();
  }

  static Intent intent(String accountId, String key, JsonBody body) {
    return new Intent(
        accountId,
        key,
        body.word("operation", Operation.values(), Operation::word),
        body.text("digest"),
        body.text("marker"),
        new RegistrationId(body.text("registration")),
        body.metadata("wanted"),
        body.optionalInstant("begunAt").orElse(Instant.EPOCH), // rows from before it was kept
        body.optionalText("appId").map(AppId::new),
        Intent.Stage.valueOf(body.text("stage")),
        body.objects("attempts").stream().map(Bodies::attempt).toList(),
        body.text("reason"));
  }

  private static Intent.Attempt attempt(JsonBody body) {
    Optional<Outcome> outcome =
        body.optionalText("outcome")
            .map(word -> body.word("outcome", Outcome.values(), Outcome::word));
    return new Intent.Attempt(
        body.word("operation", Operation.values(), Operation::word),
        body.instant("openUntil"),
        outcome,
        body.truth("wasLost"),
        body.texts("known"),
        body.metadata("sent"));
  }

  static String of(OutstandingAction action) {
    JsonBody body = JsonBody.empty();
    body.put("step", action.action().step());
    body.put("who", action.action().who());
    body.put("where", action.action().where());
    body.put("text", action.action().text());
    for (HumanSteps.Need need : action.action().needs()) {
      JsonBody inner = body.addTo("needs");
      inner.put("name", need.name());
      inner.put("secret", need.secret());
      inner.put("required", need.required());
      inner.put("description", need.description());
    }
    body.put("state", action.state().word());
    JsonBody claimed = body.object("claimed");
    action.claimed().forEach(claimed::put);
    return body.text();
  }

  static OutstandingAction action(String id, String accountId, String owner, JsonBody body) {
    HumanSteps.Action action =
        new HumanSteps.Action(
            body.text("step"),
            body.text("who"),
            body.text("where"),
            body.text("text"),
            body.objects("needs").stream().map(Bodies::need).toList());
    JsonBody claimed = body.optionalObject("claimed").orElseThrow();
    Map<String, String> values = new LinkedHashMap<>();
    claimed.names().forEach(name -> values.put(name, claimed.text(name)));
    return new OutstandingAction(
        id,
        accountId,
        new RegistrationId(owner),
        action,
        body.word("state", OutstandingAction.State.values(), OutstandingAction.State::word),
        values);
  }

  private static HumanSteps.Need need(JsonBody body) {
    return new HumanSteps.Need(
        body.text("name"), body.truth("secret"), body.truth("required"), body.text("description"));
  }

  static String of(Duty duty) {
    JsonBody body = JsonBody.empty();
    body.put("change", duty.change());
    body.put("replaces", duty.replaces());
    body.put("notBefore", duty.notBefore());
    body.put("reason", duty.reason());
    return body.text();
  }

  static Duty duty(String id, String accountId, String appId, JsonBody body) {
    return new Duty(
        id,
        accountId,
        new AppId(appId),
        body.metadata("change"),
        body.metadata("replaces"),
        body.instant("notBefore"),
        body.text("reason"));
  }
}
