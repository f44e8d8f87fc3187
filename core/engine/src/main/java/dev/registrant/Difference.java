package dev.registrant;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.ClientMetadata;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A field that the vendor registered otherwise than asked for.
 *
 * @param field the field
 * @param requested what was asked for, as text
 * @param registered what the vendor registered, empty if it dropped the field
 */
public record Difference(String field, String requested, Optional<String> registered) {
  /** Checks that nothing is {@code null}. */
  public Difference {
    requireNonNull(field, "field");
    requireNonNull(requested, "requested");
    requireNonNull(registered, "registered");
  }

  /** Returns the requested fields whose registered value differs; lists are compared as sets. */
  public static List<Difference> between(ClientMetadata requested, ClientMetadata registered) {
    if (requested.fields().isEmpty()) {
      return List.of();
    }
    List<Difference> differences = new ArrayList<>();
    requested
        .fields()
        .forEach(
            (field, value) -> {
              if (!same(value, registered.fields().get(field))) {
                differences.add(
                    new Difference(
                        field,
                        String.valueOf(value),
                        Optional.ofNullable(registered.fields().get(field)).map(String::valueOf)));
              }
            });
    return differences;
  }

  private static boolean same(Object one, @org.jspecify.annotations.Nullable Object other) {
    if (one instanceof List<?> list && other instanceof List<?> others) {
      return new HashSet<>(list).equals(new HashSet<>(others));
    }
    return one.equals(other);
  }
}
