package dev.registrant.engine;

import dev.registrant.spi.HumanSteps.Action;
import dev.registrant.spi.HumanSteps.Evidence;
import dev.registrant.spi.HumanSteps.Need;
import dev.registrant.spi.HumanSteps.Progress;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Checks the names of what was brought back for an action against what it asks for. */
final class EvidenceCheck {
  private final List<Need> needs;
  private final Evidence evidence;

  EvidenceCheck(Action action, Evidence evidence) {
    this.needs = action.needs();
    this.evidence = evidence;
  }

  /**
   * Has the provider check what stands in the names, and tells everything that is wrong at once.
   *
   * @param provider completes the action with what it asks for
   */
  Progress with(Function<Evidence, Progress> provider) {
    List<Violation> violations = misplaced();
    List<Violation> missing = missing();
    addNew(violations, missing);
    Optional<Progress> progress = Optional.empty();
    try {
      progress = Optional.of(provider.apply(askedFor()));
    } catch (RegistrationException.InvalidRequest e) {
      addNew(violations, e.details().violations());
    } catch (RuntimeException e) {
      if (missing.isEmpty()) {
        throw e;
      }
    }
    if (!violations.isEmpty()) {
      throw new RegistrationException.InvalidRequest(violations);
    }
    return progress.orElseThrow();
  }

  /** Returns the name under which a secret was brought. */
  String nameOf(Secret value) {
    return evidence.secrets().entrySet().stream()
        .filter(brought -> brought.getValue().equals(value))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("secret");
  }

  private static void addNew(List<Violation> violations, List<Violation> further) {
    List<String> told = violations.stream().map(Violation::field).toList();
    further.stream().filter(one -> !told.contains(one.field())).forEach(violations::add);
  }

  private List<Violation> misplaced() {
    List<Violation> violations = new ArrayList<>();
    List<String> known = needs.stream().map(Need::name).toList();
    needs.stream()
        .filter(need -> need.secret() && evidence.values().containsKey(need.name()))
        .forEach(
            need ->
                violations.add(
                    new Violation(
                        need.name(),
                        "secret",
                        need.name() + " is a secret and is not given in clear")));
    Stream.concat(evidence.values().keySet().stream(), evidence.secrets().keySet().stream())
        .filter(name -> !known.contains(name))
        .forEach(
            name ->
                violations.add(
                    new Violation(
                        name,
                        "unknown-field",
                        name + " is not asked for; needed are " + String.join(", ", known))));
    return violations;
  }

  private List<Violation> missing() {
    return needs.stream()
        .filter(Need::required)
        .map(Need::name)
        .filter(name -> !evidence.values().containsKey(name))
        .filter(name -> !evidence.secrets().containsKey(name))
        .map(name -> new Violation(name, "required", name + " is required"))
        .toList();
  }

  private Evidence askedFor() {
    Map<String, String> values = new HashMap<>(evidence.values());
    values
        .keySet()
        .removeIf(name -> needs.stream().noneMatch(n -> n.name().equals(name) && !n.secret()));
    Map<String, Secret> secrets = new HashMap<>(evidence.secrets());
    secrets.keySet().removeIf(name -> needs.stream().noneMatch(n -> n.name().equals(name)));
    return new Evidence(values, secrets);
  }
}
