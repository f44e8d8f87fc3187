package dev.registrant.engine;

import dev.registrant.Intent.Attempt;
import dev.registrant.Intent.Stage;
import dev.registrant.RegistrationId;
import dev.registrant.engine.Invocation.Steps;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.VendorCredential;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The credential a new app is usable with: one its creation did not bring, or nobody saw. */
final class FirstCredential {
  private final OpenAccount account;
  private final Steps steps;
  private final AppSteps reading;
  private final CreationLog log;

  FirstCredential(OpenAccount account, Steps steps, CreationLog log) {
    this.account = account;
    this.steps = steps;
    this.reading = new AppSteps(account);
    this.log = log;
  }

  /** Gets it, whatever it takes; returns the app if it was read meanwhile. */
  Optional<App> get(App owner) {
    Optional<CredentialKind> first = missing(owner);
    if (first.isPresent()) {
      issue(owner, first.get());
    } else if (account.capabilities(owner).supports(Operation.SECRETS_REPLACE)) {
      replaceUnseen(owner);
    } else {
      return Optional.of(reread());
    }
    return Optional.empty();
  }

  boolean isMissing(App registered) {
    return missing(registered).isPresent();
  }

  /** What was registered decides, which need not be what was asked for. */
  private Optional<CredentialKind> missing(App registered) {
    return reading.registry().firstCredential(registered.metadata());
  }

  /** Some vendors show a credential for ever; then reading the app brings it. */
  private App reread() {
    AppId id = log.appId();
    RegistrationId registration = log.intent().registration();
    App read = steps.run(reading.read(id, log.journal().keeping(registration, id)));
    if (log.journal().store().credentials(registration).isEmpty()) {
      log.decide("the app's secret was never seen and this account cannot replace it");
    }
    log.at(Stage.NAMING);
    return read;
  }

  private void replaceUnseen(App owner) {
    log.requireOver(log.intent().unsettled(Operation.SECRETS_REPLACE), "the app's secret");
    log.settled(Operation.SECRETS_REPLACE, Outcome.UNKNOWN);
    steps.run(
        new Invocation.Step<>(
            Operation.SECRETS_REPLACE,
            Optional.of(owner.id()),
            call -> reading.secrets().replace(owner, CredentialKind.CLIENT_SECRET, call),
            log.new Recorded<AppId>(Operation.SECRETS_REPLACE, List.of(), "secret.replaced")));
  }

  /** A key whose answer was lost is in nobody's hands: it is dropped before another is made. */
  private void issue(App owner, CredentialKind kind) {
    List<Attempt> lost = log.intent().unsettled(Operation.SECRETS_ISSUE);
    log.requireOver(lost, "the app's key");
    List<VendorCredential> there = reading.credentials(owner, steps);
    if (!lost.isEmpty()) {
      for (VendorCredential orphan : orphans(there, lost)) {
        revoke(owner, orphan);
      }
      log.settled(Operation.SECRETS_ISSUE, Outcome.NOT_APPLIED);
      there = reading.credentials(owner, steps);
    }
    List<String> known = there.stream().map(VendorCredential::id).toList();
    steps.run(
        new Invocation.Step<>(
            Operation.SECRETS_ISSUE,
            Optional.of(owner.id()),
            call -> reading.secrets().issue(owner, kind, call),
            log.new Recorded<AppId>(Operation.SECRETS_ISSUE, known, "secret.issued")));
  }

  private List<VendorCredential> orphans(List<VendorCredential> there, List<Attempt> lost) {
    List<String> known = new ArrayList<>();
    lost.forEach(attempt -> known.addAll(attempt.known()));
    log.journal()
        .store()
        .credentials(log.intent().registration())
        .forEach(info -> info.vendorId().ifPresent(known::add));
    return there.stream().filter(credential -> !known.contains(credential.id())).toList();
  }

  private void revoke(App owner, VendorCredential orphan) {
    try {
      steps.run(
          new Invocation.Step<>(
              Operation.SECRETS_REVOKE,
              Optional.of(owner.id()),
              call ->
                  reading
                      .secrets()
                      .revoke(
                          owner, orphan.kind(), Optional.of(orphan.id()), Optional.empty(), call),
              log.new Recorded<AppId>(Operation.SECRETS_REVOKE, List.of(), "secret.revoked")));
    } catch (RegistrationException.NotFound e) {
      // Gone is what was wanted.
    }
  }
}
