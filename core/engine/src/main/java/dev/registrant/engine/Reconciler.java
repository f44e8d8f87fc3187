package dev.registrant.engine;

import dev.registrant.Duty;
import dev.registrant.Intent;
import dev.registrant.Intent.Stage;
import dev.registrant.Platform;
import dev.registrant.Reconciliation.Open;
import dev.registrant.Reconciliation.Result;
import dev.registrant.Reconciliation.Settled;
import dev.registrant.Store;
import dev.registrant.Store.Change;
import dev.registrant.Store.DamagedIntent;
import dev.registrant.Store.Standing;
import dev.registrant.engine.Invocation.Steps;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settles what is open at one account. It creates no app, removes no surplus, and lists the account
 * at most once. One failure stops no other.
 */
final class Reconciler {
  /** Stands for the operation of an intent that nobody can read. */
  private static final String UNREADABLE = "unknown";

  private final OpenAccount account;
  private final Store store;
  private final Platform platform;
  private final Steps steps;
  private final CreateApp creations;
  private final ChangeApp changes;
  private final List<Settled> settled = new ArrayList<>();
  private final List<Open> open = new ArrayList<>();
  private @Nullable List<App> listed;
  private Instant listedAt = Instant.MIN;

  Reconciler(OpenAccount account, Store store, Platform platform, Steps steps) {
    this.account = account;
    this.store = store;
    this.platform = platform;
    this.steps = steps;
    this.creations = new CreateApp(account, store, platform);
    this.changes = new ChangeApp(account, store, platform);
  }

  List<Settled> settled() {
    return settled;
  }

  List<Open> open() {
    return open;
  }

  void run() {
    List<Intent> intents = deletionsFirst();
    for (Intent intent : intents) {
      if (!intent.stage().isClosed()) {
        attempt(intent);
      } else if (intent.operation() == Operation.APPS_CREATE) {
        watch(intent);
      } else {
        forget(intent);
      }
    }
    for (DamagedIntent damaged :
        Journal.reading(
            () -> store.damagedIntents(account.id(), platform.instant()), "list the intents")) {
      open.add(
          new Open(
              damaged.key(),
              account.name(),
              UNREADABLE,
              Optional.empty(),
              damaged.problem()
                  + "; if there is none, look for its app at the vendor, under a working name and"
                  + " its own, adopt or delete what is there, and use a new key"));
    }
    for (Duty duty : Journal.reading(() -> store.duties(account.id()), "list the duties")) {
      fulfil(duty);
    }
    Standing standing =
        Journal.reading(() -> store.standing(account.id()), "tell whether it is a copy");
    if (standing == Standing.ACCEPTED) {
      OlderCopy copy = new OlderCopy(account, store, platform, steps, intents);
      settled.addAll(copy.reconcile(surplus(), () -> listed(Instant.MIN)));
    }
  }

  private Set<String> surplus() {
    return settled.stream()
        .filter(one -> one.result() == Result.SURPLUS)
        .flatMap(one -> one.appId().stream())
        .collect(Collectors.toSet());
  }

  /** What else is open of an app settles itself once it is known to be gone. */
  private List<Intent> deletionsFirst() {
    List<Intent> intents =
        new ArrayList<>(
            Journal.reading(
                () -> store.openIntents(account.id(), platform.instant()), "list the intents"));
    intents.sort(Comparator.comparing(intent -> intent.operation() != Operation.APPS_DELETE));
    return intents;
  }

  private void attempt(Intent intent) {
    try {
      if (intent.operation() == Operation.APPS_CREATE) {
        settleCreation(intent);
      } else {
        settleChange(intent);
      }
    } catch (RegistrationException.Interrupted e) {
      throw e;
    } catch (RegistrationException e) {
      leaveOpen(intent, e.problem());
    }
  }

  private void settleCreation(Intent seen) {
    try (Journal journal = creations.journal(seen.key(), steps, Duration.ZERO)) {
      Intent intent =
          Journal.reading(() -> store.intent(account.id(), seen.key()), "look up the key")
              .orElse(seen);
      if (intent.stage().isClosed()) {
        return; // settled by somebody else meanwhile
      }
      CreateRun run = new CreateRun(account, journal, steps, intent, this::listed);
      try {
        Result result = run.settle();
        add(run.intent(), result);
      } catch (RegistrationException e) {
        if (run.intent().stage() != Stage.NEEDS_DECISION) {
          leaveOpen(run.intent(), e.problem());
          if (e instanceof RegistrationException.Interrupted) {
            throw e;
          }
        } else {
          add(run.intent(), Result.NEEDS_DECISION);
        }
      }
      if (run.intent().appId().isPresent() && run.intent().isOpenOrWatched(platform.instant())) {
        watch(run.intent());
      }
    }
  }

  private void settleChange(Intent seen) {
    AppId id = seen.appId().orElseThrow();
    try (Journal journal = changes.journal(id, steps, Duration.ZERO)) {
      Optional<Intent> intent =
          Journal.reading(() -> store.intent(account.id(), seen.key()), "look up the change");
      if (intent.isEmpty()) {
        return; // settled by somebody else meanwhile
      }
      changes
          .settle(intent.get(), journal, steps, () -> listed(Instant.MIN))
          .ifPresentOrElse(
              outcome ->
                  add(
                      intent.get(),
                      outcome == Outcome.APPLIED ? Result.APPLIED : Result.NOT_APPLIED),
              () -> leaveOpen(intent.get(), "the request may still be carried out"));
    } catch (RegistrationException.NotFound e) {
      leaveOpen(
          seen,
          "the vendor does not show the app "
              + id
              + "; if it was deleted at the vendor, delete it here too, else check what the account"
              + " may see");
    }
  }

  private void forget(Intent intent) {
    try (Journal journal = changes.journal(intent.appId().orElseThrow(), steps, Duration.ZERO)) {
      changes.forget(intent, journal);
    } catch (RegistrationException.Interrupted e) {
      throw e;
    } catch (RegistrationException e) {
      // It is forgotten another time.
    }
  }

  /** A request that was given up may turn up at the vendor long after. */
  private void watch(Intent intent) {
    if (!account.capabilities().supports(Operation.APPS_LIST)) {
      return;
    }
    try {
      findSurplus(intent);
    } catch (RegistrationException.Interrupted e) {
      throw e;
    } catch (RegistrationException e) {
      leaveOpen(intent, "it cannot be looked whether a lost request turned up: " + e.problem());
    }
  }

  private void findSurplus(Intent intent) {
    listed(Instant.MIN).stream()
        .filter(new Marking(account, intent.marker())::isOn)
        .filter(app -> !Optional.of(app.id()).equals(intent.appId()))
        .forEach(app -> addSurplus(intent, app.id()));
  }

  private void fulfil(Duty duty) {
    if (duty.notBefore().isAfter(platform.instant())) {
      return;
    }
    try (Journal journal = changes.journal(duty.appId(), steps, Duration.ZERO)) {
      try {
        changes.fulfil(duty, journal, steps);
      } catch (RegistrationException.NotFound e) {
        if (journal.registration(duty.appId()).isPresent()) {
          throw e; // Hidden perhaps. Of an app that was deleted here nothing is owed.
        }
      }
      done(duty, journal);
    } catch (RegistrationException.Interrupted e) {
      throw e;
    } catch (RegistrationException e) {
      // It stays owed; the report lists it.
    }
  }

  private void done(Duty duty, Journal journal) {
    Change change = new Change();
    change.doneDuties().add(duty);
    journal.after(change, "duty.done", duty.id(), Outcome.APPLIED);
    settled.add(
        new Settled(
            duty.id(),
            account.name(),
            Operation.APPS_UPDATE.word(),
            Result.DUTY_DONE,
            Optional.of(duty.appId().value()),
            duty.reason()));
  }

  /** Lists the account once for all, unless a window has ended since. */
  private List<App> listed(Instant noOlderThan) {
    if (listed == null || isBefore(listedAt, noOlderThan)) {
      listedAt = platform.instant();
      listed = new AppSteps(account).list(steps);
    }
    return listed;
  }

  /** A moment that is to come makes no list old. */
  private boolean isBefore(Instant list, Instant moment) {
    return list.isBefore(moment) && !platform.instant().isBefore(moment);
  }

  private void add(Intent intent, Result result) {
    settled.add(settled(result, intent.appId()).apply(intent));
  }

  private void addSurplus(Intent intent, AppId id) {
    settled.add(settled(Result.SURPLUS, Optional.of(id)).apply(intent));
  }

  private Function<Intent, Settled> settled(Result result, Optional<AppId> id) {
    return intent ->
        new Settled(
            intent.key(),
            account.name(),
            intent.operation().word(),
            result,
            id.map(AppId::value),
            intent.reason());
  }

  private void leaveOpen(Intent intent, String reason) {
    open.add(
        new Open(
            intent.key(), account.name(), intent.operation().word(), intent.openUntil(), reason));
  }
}
