package dev.registrant.crash;

import dev.registrant.CredentialInfo;
import dev.registrant.OutstandingAction;
import dev.registrant.OutstandingAction.State;
import dev.registrant.Store;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.util.List;

/**
 * What the next process finds where people do the work: each write is one commit, so all of it is
 * there or nothing, and it can be done again.
 */
final class AssistedRecovery {
  private final Host host;
  private final Store store;
  private final Write write;
  private final Findings findings;

  AssistedRecovery(Host host, Write write, Findings findings) {
    this.host = host;
    this.store = host.store();
    this.write = write;
    this.findings = findings;
  }

  void run() {
    findings.reported(host.reconcile());
    switch (write) {
      case CREATE -> {
        requireRegistrations(open().size());
        host.perform();
        requireRegistrations(1);
        requireOpen("create", 1);
      }
      case COMPLETE -> {
        boolean claimed =
            store.actions(Host.ACCOUNT).stream()
                .anyMatch(action -> action.state() == State.CLAIMED);
        requireKeys(claimed ? 1 : 0);
        repeat(claimed);
        requireKeys(1);
        requireRegistrations(1);
      }
      default -> {
        requireKeys(1);
        requireRegistrations(1);
        int before = steps().size();
        host.perform();
        int after = steps().size();
        if (after < before || steps().stream().distinct().count() != after) {
          findings.miss("the people are asked for " + steps());
        }
        String step = write == Write.DELETE ? "delete" : "edit";
        requireOpen(step, 1);
        requireKeys(1);
        requireRegistrations(1);
      }
    }
  }

  private void repeat(boolean claimed) {
    try {
      host.perform();
      if (claimed) {
        findings.miss("an action was completed twice");
      }
    } catch (RegistrationException.Conflict e) {
      if (!claimed) {
        findings.miss("the action could not be completed: " + e.problem());
      }
    }
  }

  private void requireRegistrations(int expected) {
    int there = store.registrations(Host.ACCOUNT).size();
    if (there != expected) {
      findings.miss("registrations: " + there + " instead of " + expected);
    }
  }

  private void requireOpen(String word, int expected) {
    long there = steps().stream().filter(step -> step.contains(word)).count();
    if (there != expected) {
      findings.miss("open for " + word + ": " + steps());
    }
  }

  private void requireKeys(int expected) {
    String key = host.order().about().getOrDefault("app_key", "");
    List<CredentialInfo> kept =
        store.registrations(Host.ACCOUNT).stream()
            .flatMap(entry -> store.credentials(entry.id()).stream())
            .toList();
    if (kept.size() != expected) {
      findings.miss("app keys: " + kept.size() + " instead of " + expected);
    }
    for (CredentialInfo info : kept) {
      if (!store.reveal(info.id()).map(Secret::reveal).filter(key::equals).isPresent()) {
        findings.miss("the stored app key is not the one that a person brought");
      }
    }
  }

  private List<String> steps() {
    return open().stream().map(action -> action.action().step()).toList();
  }

  private List<OutstandingAction> open() {
    return store.actions(Host.ACCOUNT).stream()
        .filter(action -> action.state() == State.OPEN)
        .toList();
  }
}
