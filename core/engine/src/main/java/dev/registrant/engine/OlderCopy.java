package dev.registrant.engine;

import dev.registrant.Intent;
import dev.registrant.Platform;
import dev.registrant.Reconciliation.Result;
import dev.registrant.Reconciliation.Settled;
import dev.registrant.Store;
import dev.registrant.Store.Change;
import dev.registrant.engine.Invocation.Steps;
import dev.registrant.spi.App;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** An account of a store that is an older copy, and accepted as such. */
final class OlderCopy {
  private final OpenAccount account;
  private final Store store;
  private final Platform platform;
  private final Steps steps;
  private final List<Intent> intents;

  /**
   * Makes one.
   *
   * @param intents those that are open or watched
   */
  OlderCopy(
      OpenAccount account, Store store, Platform platform, Steps steps, List<Intent> intents) {
    this.account = account;
    this.store = store;
    this.platform = platform;
    this.steps = steps;
    this.intents = intents;
  }

  /**
   * Finds the apps that the copy does not know of, writes them down, and ends the waiting for this.
   * The audit trail has them, should nobody live to read what is returned.
   *
   * @param told ids of apps that are told of already
   * @param listing the apps at the vendor, who alone can tell
   */
  List<Settled> reconcile(Set<String> told, Supplier<List<App>> listing) {
    List<App> unknown = isListed() ? unknown(told, listing) : List.of();
    try (Journal journal =
        Journal.open(
            store,
            platform,
            account,
            "reconciliation",
            steps,
            steps.deadline().remaining(),
            Journal.PATIENCE)) {
      Change change = new Change();
      unknown.forEach(app -> change.events().add(journal.event("app.unknown", app.id().value())));
      journal.after(change, "copy.reconciled", account.id(), Outcome.APPLIED);
    }
    Journal.reading(
        () -> {
          store.reconciled(account.id());
          return true;
        },
        "note that " + account.name() + " was reconciled");
    return unknown.stream().map(this::surplus).toList();
  }

  private boolean isListed() {
    return !account.isRunByPeople() && account.capabilities().supports(Operation.APPS_LIST);
  }

  private List<App> unknown(Set<String> told, Supplier<List<App>> listing) {
    Set<String> known = new HashSet<>(told);
    Journal.reading(() -> store.registrations(account.id()), "list the registrations")
        .forEach(entry -> known.add(entry.appId().value()));
    List<App> unknown = new ArrayList<>(listing.get());
    unknown.removeIf(app -> !known.add(app.id().value()));
    return unknown;
  }

  private Settled surplus(App app) {
    String key =
        intents.stream()
            .filter(intent -> new Marking(account, intent.marker()).isOn(app))
            .map(Intent::key)
            .findFirst()
            .orElse("");
    return new Settled(
        key,
        account.name(),
        Operation.APPS_LIST.word(),
        Result.SURPLUS,
        Optional.of(app.id().value()),
        "the vendor lists it and this restored copy of the store does not know it: it was made"
            + " after the copy, or elsewhere; adopt it, delete it, or leave it");
  }
}
