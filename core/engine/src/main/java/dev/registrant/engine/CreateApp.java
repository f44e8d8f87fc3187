package dev.registrant.engine;

import dev.registrant.Difference;
import dev.registrant.Intent;
import dev.registrant.Intent.Stage;
import dev.registrant.Platform;
import dev.registrant.Registration;
import dev.registrant.RegistrationId;
import dev.registrant.Store;
import dev.registrant.engine.Invocation.Steps;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Creates an app exactly once for a key. */
final class CreateApp {
  private final OpenAccount account;
  private final Store store;
  private final Platform platform;

  CreateApp(OpenAccount account, Store store, Platform platform) {
    this.account = account;
    this.store = store;
    this.platform = platform;
  }

  Registration create(ClientMetadata wanted, String key, Steps steps) {
    try (Journal journal = journal(key, steps, Journal.PATIENCE)) {
      Intent intent = intent(wanted, key);
      if (intent.stage() == Stage.DONE) {
        return replay(intent, journal, steps);
      }
      AppSteps reading = new AppSteps(account);
      CreateRun run = new CreateRun(account, journal, steps, intent, moment -> reading.list(steps));
      return registration(run.intent(), complete(run, journal));
    } catch (RegistrationException e) {
      throw e.with(e.details().toBuilder().key(key).build());
    }
  }

  /** A later step that was not carried out does not undo the creation. */
  private static App complete(CreateRun run, Journal journal) {
    try {
      return run.complete();
    } catch (RegistrationException e) {
      Intent intent = run.intent();
      if (intent.appId().isEmpty() || intent.stage().isClosed()) {
        throw e;
      }
      AppId id = intent.appId().get();
      Outcome outcome = e.outcome() == Outcome.NOT_APPLIED ? Outcome.APPLIED : e.outcome();
      ErrorDetails details =
          e.details().toBuilder().outcome(outcome).candidates(List.of(id.value())).build();
      throw journal.heldBack() && e instanceof RegistrationException.Unavailable
          ? unfinished(id, e, details)
          : e.with(details);
    }
  }

  private static RegistrationException unfinished(
      AppId id, RegistrationException cause, ErrorDetails details) {
    return new RegistrationException.OutcomeUnknown(
        "the app " + id + " exists and is not finished: " + cause.problem(),
        "Mend the store, then call again with the same key, or reconcile: either goes on from there",
        details,
        null);
  }

  /** The journal of a key, held at least as long as a request of its may be carried out. */
  Journal journal(String key, Steps steps, Duration patience) {
    Duration longest =
        steps.deadline().remaining().plus(account.connection().settlement().window());
    return Journal.open(store, platform, account, "key/" + key, steps, longest, patience);
  }

  private Intent intent(ClientMetadata wanted, String key) {
    String digest = Digest.of(wanted);
    Optional<Intent> found =
        Journal.reading(() -> store.intent(account.id(), key), "look up the key");
    if (found.isEmpty()) {
      return new Intent(
          account.id(),
          key,
          Operation.APPS_CREATE,
          digest,
          "%016x%016x".formatted(platform.random().nextLong(), platform.random().nextLong()),
          RegistrationId.random(platform.random()),
          wanted,
          platform.instant(),
          Optional.empty(),
          Stage.STARTED,
          List.of(),
          "");
    }
    Intent intent = found.get();
    if (intent.operation() != Operation.APPS_CREATE || !intent.digest().equals(digest)) {
      throw conflict("the key was used for another request", "Use a new key for a new app", intent);
    }
    if (intent.stage() == Stage.NEEDS_DECISION) {
      throw conflict(
          "an earlier call with this key waits for a decision: " + intent.reason(),
          "Adopt or delete what is at the vendor, then use a new key",
          intent);
    }
    return intent.stage() == Stage.NOT_APPLIED ? intent.at(Stage.STARTED) : intent;
  }

  /** The same key again gives the same app. */
  private Registration replay(Intent intent, Journal journal, Steps steps) {
    AppId id = intent.appId().orElseThrow();
    if (journal.isDeleted(intent.registration())) {
      throw conflict("the app of this key was deleted", "Use a new key for a new app", intent);
    }
    try {
      App app =
          steps.run(new AppSteps(account).read(id, journal.keeping(intent.registration(), id)));
      return registration(intent, app);
    } catch (RegistrationException.NotFound e) {
      throw conflict(
          "the vendor does not show the app of this key any more",
          "Check what the account may see; if the app was deleted at the vendor, delete it here too"
              + " and use a new key",
          intent);
    }
  }

  private Registration registration(Intent intent, App app) {
    return new Registration(
        Optional.of(intent.registration()),
        app,
        Journal.readingAfter(() -> store.credentials(intent.registration()), app.id()),
        List.of(),
        Difference.between(intent.wanted(), app.metadata()));
  }

  private static RegistrationException conflict(String problem, String advice, Intent intent) {
    return new RegistrationException.Conflict(
        problem,
        advice + "; nothing was sent",
        ErrorDetails.builder(Outcome.NOT_APPLIED)
            .candidates(intent.appId().map(id -> List.of(id.value())).orElse(List.of()))
            .build());
  }
}
