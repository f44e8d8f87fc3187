package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be done, and within which limits. It comes in three precisions: the most a provider can
 * do ({@link RegistrationProvider#capabilities()}), what an account can do ({@link
 * Connection#capabilities()}), and what can be done with one app ({@link
 * Connection#capabilities(App)}). Each is a part of the one before.
 *
 * @param operations the operations that work and how each may be repeated; any other fails with
 *     {@link RegistrationException.Unsupported} before anything is sent
 * @param metadata the fields of client metadata that are known
 * @param retired operations of the vendor that are deliberately not offered
 */
public record Capabilities(
    Map<Operation, Repeatability> operations, List<MetadataField> metadata, List<Retired> retired) {

  /**
   * An operation of the vendor that is deliberately not offered.
   *
   * @param name the vendor's name of it
   * @param reason why not
   * @param successor what to use instead
   */
  public record Retired(String name, String reason, String successor) {
    /** Checks that nothing is {@code null}. */
    public Retired {
      requireNonNull(name, "name");
      requireNonNull(reason, "reason");
      requireNonNull(successor, "successor");
    }
  }

  /** Copies the collections. */
  public Capabilities {
    // The copying constructor of EnumMap refuses a map that is empty.
    Map<Operation, Repeatability> copy = new EnumMap<>(Operation.class);
    copy.putAll(operations);
    operations = Collections.unmodifiableMap(copy);
    metadata = List.copyOf(metadata);
    retired = List.copyOf(retired);
  }

  /** Returns whether the operation works. */
  public boolean supports(Operation operation) {
    return operations.containsKey(operation);
  }

  /** Returns the declaration of a field, if it is known. */
  public Optional<MetadataField> field(String name) {
    return metadata.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /**
   * Checks metadata against the declared fields and brings values given as text into each field's
   * type.
   *
   * @param given what was asked for; for an update only what is to change
   * @param operation {@link Operation#APPS_CREATE} or {@link Operation#APPS_UPDATE}
   * @return the metadata in the declared types, and everything that is wrong with it
   */
  public Checked check(ClientMetadata given, Operation operation) {
    return new MetadataCheck(this, operation).check(given);
  }

  /**
   * The result of a check.
   *
   * @param metadata the metadata in the declared types
   * @param violations everything that is wrong, empty if nothing is
   */
  public record Checked(ClientMetadata metadata, List<Violation> violations) {
    /** Copies the list. */
    public Checked {
      requireNonNull(metadata, "metadata");
      violations = List.copyOf(violations);
    }
  }
}
