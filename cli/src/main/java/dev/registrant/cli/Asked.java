package dev.registrant.cli;

import dev.registrant.spi.RegistrationException;
import java.util.function.Supplier;

/** What was asked for, where other operations do a part of it: an error names what was asked. */
final class Asked {
  private Asked() {}

  /**
   * Does it.
   *
   * @param operation its name, for example {@code apps.adopt}
   * @throws RegistrationException of that operation
   */
  static <T> T as(String operation, Supplier<T> work) {
    try {
      return work.get();
    } catch (RegistrationException e) {
      throw e.with(e.details().toBuilder().operation(operation).build());
    }
  }
}
