package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One setting of an account.
 *
 * @param name its name in a configuration, lower camel case
 * @param type what its value is
 * @param required whether it must be given
 * @param defaultValue what holds if it is not given, empty if nothing does
 * @param allowed the values it is limited to, empty if it is free
 * @param rule what else its value must be. That of a secret is applied by who reads the secret's
 *     source, since binding does not ask for secrets
 * @param description what it is, in a sentence
 */
public record Setting(
    String name,
    Type type,
    boolean required,
    Optional<String> defaultValue,
    List<String> allowed,
    Rule rule,
    String description) {

  /** The type of a setting's value. */
  public enum Type {
    /** A text without control characters. */
    TEXT,
    /** A secret, given as a supplier so that it can be replaced at run time. */
    SECRET,
    /** A whole number that is not negative. */
    INTEGER,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /**
     * An absolute {@code https} or {@code http} URI with a host, without user info, query and
     * fragment.
     */
    BASE_URL
  }

  /** What a value must be, beyond its type. Constant: a schema is equal at every call. */
  @FunctionalInterface
  public interface Rule {
    /** Every value is right. */
    Rule NONE = value -> Optional.empty();

    /**
     * The value can be sent in an HTTP header as it is: visible ASCII characters, spaces and tabs
     * (RFC 9110 section 5.5). For secrets that are.
     */
    Rule HEADER_VALUE =
        value ->
            value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f))
                ? Optional.empty()
                : Optional.of("cannot hold line breaks or other characters that cannot be sent");

    /**
     * Says what is wrong with a value of the right type, in the form {@code takes a UUID}; empty if
     * nothing is. Never quotes the value.
     */
    Optional<String> problem(String value);
  }

  /** Checks that nothing is {@code null} and copies the list. */
  public Setting {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    requireNonNull(defaultValue, "defaultValue");
    allowed = List.copyOf(allowed);
    requireNonNull(rule, "rule");
    requireNonNull(description, "description");
  }

  /** A setting that must be given. */
  public static Setting required(String name, Type type, String description) {
    return new Setting(name, type, true, Optional.empty(), List.of(), Rule.NONE, description);
  }

  /** A setting that may be given and has no default. */
  public static Setting optional(String name, Type type, String description) {
    return new Setting(name, type, false, Optional.empty(), List.of(), Rule.NONE, description);
  }

  /** A setting that has a default. */
  public static Setting withDefault(
      String name, Type type, String defaultValue, String description) {
    return new Setting(
        name, type, false, Optional.of(defaultValue), List.of(), Rule.NONE, description);
  }

  /** Returns this setting limited to some values. */
  public Setting oneOf(List<String> values) {
    return new Setting(name, type, required, defaultValue, values, rule, description);
  }

  /** Returns this setting with a rule, which is to be a constant. */
  public Setting obeying(Rule value) {
    return new Setting(name, type, required, defaultValue, allowed, value, description);
  }
}
