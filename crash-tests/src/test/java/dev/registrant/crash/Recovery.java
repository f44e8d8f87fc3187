package dev.registrant.crash;

import dev.registrant.Intent;
import dev.registrant.Intent.Stage;
import dev.registrant.Reconciliation;
import dev.registrant.Reconciliation.Result;
import dev.registrant.Reconciliation.Settled;
import dev.registrant.Registration;
import dev.registrant.Store;
import dev.registrant.spi.RegistrationException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * What the next process finds: it reconciles once, when every window is over, and everything must
 * be settled and agree. Then it does the write again, which must not do it twice.
 */
final class Recovery {
  private final Host host;
  private final Store store;
  private final Write write;
  private final Supplier<VendorView> vendor;
  private final BiPredicate<VendorApp, String> authenticates;
  private final Findings findings;

  Recovery(
      Host host,
      Write write,
      Supplier<VendorView> vendor,
      BiPredicate<VendorApp, String> authenticates,
      Findings findings) {
    this.host = host;
    this.store = host.store();
    this.write = write;
    this.vendor = vendor;
    this.authenticates = authenticates;
    this.findings = findings;
  }

  void run() {
    List<Intent> left = unclosed();
    Reconciliation report = host.reconcile();
    findings.reported(report);
    report.open().forEach(open -> findings.miss("left open: " + open.reason()));
    for (Intent intent : left) {
      if (settled(report, intent.key()).isEmpty()) {
        findings.miss("not in the report: the " + intent.operation() + " " + intent.key());
      }
    }
    unclosed().stream()
        .filter(intent -> intent.stage() != Stage.NEEDS_DECISION)
        .forEach(intent -> findings.miss("still " + intent.stage() + ": " + intent.key()));
    agree();
    if (write.creates()) {
      requireOneOrNone(report);
    } else {
      requireAsTold(report, left);
    }
    Reconciliation second = host.reconcile();
    second.duties().forEach(duty -> findings.miss("still owed: " + duty.reason()));
    second.open().forEach(open -> findings.miss("open again: " + open.reason()));
    requireFinalNames(write == Write.UPDATE ? appNames() : Set.of(Subject.NAME));
    if (!isUndecided()) {
      repeat();
      agree();
    }
  }

  private void requireOneOrNone(Reconciliation report) {
    Optional<Intent> intent = store.intent(Host.ACCOUNT, Order.KEY);
    int apps = ours().size();
    int expected = intent.filter(one -> one.stage() == Stage.DONE).isPresent() ? 1 : 0;
    if (apps != expected && !isUndecided()) {
      findings.miss(
          "the creation is "
              + intent.map(one -> one.stage().toString()).orElse("unknown")
              + " and the vendor has "
              + ours());
    }
    boolean owed =
        !report.duties().isEmpty()
            || report.settled().stream().anyMatch(one -> one.result() == Result.DUTY_DONE);
    if (!owed) {
      requireFinalNames(Set.of(Subject.NAME));
    }
  }

  /** What is not in the report must be as the audit trail tells. */
  private void requireAsTold(Reconciliation report, List<Intent> left) {
    boolean applied =
        left.isEmpty()
            ? isInTheTrail()
            : settled(report, left.get(0).key())
                .filter(one -> one.result() == Result.APPLIED)
                .isPresent();
    boolean there = isThere();
    if (applied != there) {
      findings.miss(
          "the "
              + write.word()
              + " is told to be "
              + (applied ? "applied" : "not applied")
              + ", and the vendor has "
              + vendor.get().apps());
    }
  }

  private boolean isInTheTrail() {
    return store.audit(200).stream()
        .map(Store.AuditEvent::event)
        .anyMatch(
            event ->
                write == Write.DELETE
                    ? List.of("apps.delete.applied", "apps.delete.NotFound", "app.gone")
                        .contains(event)
                    : event.equals("apps.update.applied"));
  }

  private boolean isThere() {
    List<VendorApp> apps = vendor.get().apps();
    return write == Write.DELETE
        ? apps.isEmpty()
        : apps.size() == 1 && apps.get(0).name().equals(Subject.OTHER_NAME);
  }

  private void repeat() {
    try {
      if (write.creates()) {
        Registration again =
            host.account().apps().create(host.order().subject().wanted(), Order.KEY);
        List<VendorApp> apps = ours();
        if (apps.size() != 1 || !apps.get(0).id().equals(again.app().id().value())) {
          findings.miss("the same key gave " + again.app().id() + ", the vendor has " + apps);
        }
        requireFinalNames(Set.of(Subject.NAME));
      } else {
        host.perform();
      }
    } catch (RegistrationException e) {
      if (write != Write.DELETE || !(e instanceof RegistrationException.NotFound)) {
        findings.miss("doing it again failed: " + e.kind() + ", " + e.problem());
      }
    }
    if (!write.creates() && !isThere()) {
      findings.miss("done again, but the vendor has " + vendor.get().apps());
    }
  }

  private void agree() {
    findings.misses(
        new Agreement(store, vendor.get().apps(), findings.excused(), authenticates).misses());
  }

  private void requireFinalNames(Set<String> names) {
    ours().stream()
        .filter(app -> app.marked() || !names.contains(app.name()))
        .forEach(app -> findings.miss("not its final name: " + app));
  }

  private static Set<String> appNames() {
    return Set.of(Subject.NAME, Subject.OTHER_NAME);
  }

  private List<VendorApp> ours() {
    return vendor.get().apps().stream()
        .filter(app -> !findings.excused().contains(app.id()))
        .toList();
  }

  private boolean isUndecided() {
    return unclosed().stream().anyMatch(intent -> intent.stage() == Stage.NEEDS_DECISION);
  }

  private List<Intent> unclosed() {
    return store.openIntents(Host.ACCOUNT, Instant.now()).stream()
        .filter(intent -> !intent.stage().isClosed())
        .toList();
  }

  private static Optional<Settled> settled(Reconciliation report, String key) {
    return report.settled().stream().filter(one -> one.key().equals(key)).findFirst();
  }
}
