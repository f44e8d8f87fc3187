package dev.registrant.cli;

import dev.registrant.spi.ConfigurationSchema;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value that is one of some. */
final class Choice {
  private Choice() {}

  /**
   * Returns what is wrong with the given value, with the nearest of those that would be right.
   *
   * @param name what is chosen
   * @param known what may be chosen, at least one
   */
  static Optional<String> problem(String name, String given, List<String> known) {
    Setting setting = Setting.required(name, Setting.Type.TEXT, "").oneOf(known);
    try {
      ConfigurationSchema.of(setting).bind(Map.of(name, given), Map.of());
      return Optional.empty();
    } catch (RegistrationException.InvalidRequest e) {
      return Optional.of(e.details().violations().get(0).message());
    }
  }
}
