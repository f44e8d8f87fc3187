package dev.registrant.provider.servicetitan;

import dev.registrant.spi.HumanSteps.Action;
import dev.registrant.spi.HumanSteps.Evidence;
import dev.registrant.spi.HumanSteps.Need;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads what people brought back and collects everything that is wrong with it. Values are checked
 * by their prefix and for white space only: their lengths are nowhere promised. No message quotes
 * one. Not thread-safe.
 */
final class EvidenceReading {
  private static final int LONGEST = 200;

  private final Evidence evidence;
  private final List<String> names;
  private final CredentialPrefixes prefixes;
  private final List<Violation> violations = new ArrayList<>();

  /**
   * Begins with the names: whether all that are needed are there, and no others.
   *
   * @param prefixes what credentials begin with
   */
  EvidenceReading(Action action, Evidence evidence, CredentialPrefixes prefixes) {
    this.evidence = evidence;
    this.names = action.needs().stream().map(Need::name).toList();
    this.prefixes = prefixes;
    action.needs().forEach(this::checkNeed);
    evidence.values().keySet().forEach(this::checkKnown);
    evidence.secrets().keySet().forEach(this::checkKnown);
    evidence.values().forEach(this::hasNoSecret);
  }

  private void checkNeed(Need need) {
    boolean there =
        need.secret()
            ? evidence.secrets().containsKey(need.name())
            : evidence.values().containsKey(need.name());
    if (need.secret() && evidence.values().containsKey(need.name())) {
      add(
          need.name(),
          "not-secret",
          "is a secret and was given in the open; give it by --secret-stdin or a prompt");
    } else if (!need.secret() && evidence.secrets().containsKey(need.name())) {
      add(need.name(), "wrong-type", "is no secret; give it as a plain value");
    } else if (need.required() && !there) {
      add(need.name(), "required", "is required: " + need.description());
    }
  }

  private void checkKnown(String name) {
    if (!names.contains(name)) {
      add(name, "unknown", "is not asked for; this step takes " + String.join(", ", names));
    }
  }

  /** Returns a plain value, if it was given and can be right. */
  Optional<String> text(String name) {
    return Optional.ofNullable(evidence.values().get(name))
        .map(String::strip)
        .filter(value -> isPlain(name, value));
  }

  /** Returns who did it, or those who should have. */
  String by(Action action) {
    return text("by")
        .filter(
            name ->
                holds(
                    "by", name.matches("[^,+ -][^,]*"), "takes a name or address, without commas"))
        .map(name -> name.replaceAll(" +[+-]*", " "))
        .orElse("the " + action.who().replaceFirst(" \\(.*", ""));
  }

  /** Returns an identifier, if it was given and can be right. */
  Optional<String> identifier(String name) {
    return text(name).filter(value -> isOneWord(name, value));
  }

  /** Returns a client id, if it was given and can be right. */
  Optional<String> clientId(String name) {
    Optional<String> given = Optional.ofNullable(evidence.values().get(name)).map(String::strip);
    return given.filter(
        value -> {
          boolean isOne = value.startsWith(prefixes.clientId());
          if (!hasNoSecret(name, value) || (!isOne && !isPlain(name, value))) {
            return false;
          }
          return holds(name, isOne, "is no client id: that begins with " + prefixes.clientId())
              && isOneWord(name, value);
        });
  }

  /** Returns a version number, if it was given and can be right. */
  Optional<Integer> version(String name) {
    return text(name)
        .filter(value -> holds(name, value.matches("[1-9]\\d{0,5}"), "takes a number from 1 on"))
        .map(Integer::valueOf);
  }

  /** Returns one of some words, if one was given. */
  Optional<String> choice(String name, String... words) {
    return text(name)
        .filter(
            value ->
                holds(name, List.of(words).contains(value), "takes " + String.join(" or ", words)));
  }

  /** Returns the secret, if it was given and can be an app key. */
  Optional<Secret> appKey(String name) {
    String prefix = prefixes.appKey();
    return Optional.ofNullable(evidence.secrets().get(name))
        .filter(
            secret -> {
              String value = secret.reveal();
              Optional<String> other =
                  prefixes
                      .kind(value.strip())
                      .filter(kind -> !kind.equals(CredentialPrefixes.APP_KEY));
              other.ifPresent(
                  kind ->
                      add(
                          name,
                          "wrong-field",
                          "is "
                              + kind
                              + ", not the app key; copy the app key of My Apps, it begins"
                              + " with "
                              + prefix));
              boolean word =
                  holds(
                      name,
                      value.chars().allMatch(c -> c > ' ' && c < 127),
                      "has white space or a character that no key has; copy it again, alone");
              boolean prefixed =
                  other.isEmpty()
                      && holds(
                          name,
                          value.strip().startsWith(prefix) && value.length() > prefix.length(),
                          "is no app key: that begins with " + prefix);
              return word && prefixed;
            });
  }

  /** Adds a violation unless the condition holds; returns whether it does. */
  boolean holds(String name, boolean condition, String otherwise) {
    if (!condition) {
      add(name, "invalid", otherwise);
    }
    return condition;
  }

  /**
   * Ends the reading.
   *
   * @throws RegistrationException.InvalidRequest if anything was wrong
   */
  void finish() {
    if (!violations.isEmpty()) {
      throw new RegistrationException.InvalidRequest(
          violations.stream().distinct().collect(Collectors.toList()));
    }
  }

  private boolean isPlain(String name, String value) {
    boolean client = prefixes.kind(value).filter(CredentialPrefixes.CLIENT_ID::equals).isPresent();
    if (client) {
      add(name, "wrong-field", "holds a client id, which belongs elsewhere");
    }
    return hasNoSecret(name, value)
        && !client
        && holds(name, !value.isEmpty() && value.length() <= LONGEST, "takes 1 to 200 characters")
        && holds(
            name,
            value.chars().noneMatch(Character::isISOControl),
            "cannot hold control characters");
  }

  private boolean hasNoSecret(String name, String value) {
    Optional<String> secret = prefixes.secretIn(value);
    secret.ifPresent(kind -> add(name, "wrong-field", CredentialPrefixes.told(kind)));
    return secret.isEmpty();
  }

  private boolean isOneWord(String name, String value) {
    return holds(name, value.chars().allMatch(c -> c > ' ' && c < 127), "has white space");
  }

  private void add(String name, String code, String problem) {
    violations.add(new Violation(name, code, name + " " + problem));
  }
}
