package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The settings an account of a provider takes.
 *
 * @param settings in the order in which they are shown; names are unique
 * @param check what else they must be, beyond what each is alone
 */
public record ConfigurationSchema(List<Setting> settings, Check check) {
  /** What settings must be together, or at a time. Constant: a schema is equal at every call. */
  @FunctionalInterface
  public interface Check {
    /** Everything is right. */
    Check NONE = (settings, clock) -> List.of();

    /**
     * Says what is wrong with settings, in words that never quote a value. It is asked also when
     * some of them are wrong by themselves, so that everything is told at once.
     *
     * @param settings as far as they can be read: what is missing or not of its type is absent,
     *     what breaks a rule of its own, which is told already, is there
     * @param clock the time
     * @return everything that is wrong, empty if nothing is
     */
    List<Violation> violations(Settings settings, InstantSource clock);
  }

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if two settings have one name
   */
  public ConfigurationSchema {
    settings = List.copyOf(settings);
    requireNonNull(check, "check");
    if (settings.stream().map(Setting::name).distinct().count() != settings.size()) {
      throw new IllegalArgumentException("two settings have one name");
    }
  }

  /** Makes a schema of settings that are independent of each other. */
  public ConfigurationSchema(List<Setting> settings) {
    this(settings, Check.NONE);
  }

  /** Returns a schema of these settings. */
  public static ConfigurationSchema of(Setting... settings) {
    return new ConfigurationSchema(List.of(settings));
  }

  /** Returns this schema with a check, which is to be a constant. */
  public ConfigurationSchema checking(Check value) {
    return new ConfigurationSchema(settings, value);
  }

  /**
   * Checks given values against the schema and completes them with the defaults, but for the {@link
   * #check}, which {@link RegistrationProvider#connect} makes.
   *
   * @param values by name; what is not a secret. A secret given here is refused
   * @param secrets by name; asked at every use, so that a secret can be replaced at run time
   * @return the bound settings
   * @throws RegistrationException.InvalidRequest with everything that is wrong at once; an unknown
   *     name comes with the nearest known one
   */
  public Settings bind(Map<String, String> values, Map<String, Supplier<Secret>> secrets) {
    return new Binding(this, values, secrets).settings();
  }

  /**
   * Checks given values against the schema, the {@link #check} included, and completes them with
   * the defaults.
   *
   * @param values by name; what is not a secret. A secret given here is refused
   * @param secrets by name; asked at every use, so that a secret can be replaced at run time
   * @param clock the time, for the check
   * @return the bound settings
   * @throws RegistrationException.InvalidRequest with everything that is wrong at once; an unknown
   *     name comes with the nearest known one
   */
  public Settings bind(
      Map<String, String> values, Map<String, Supplier<Secret>> secrets, InstantSource clock) {
    return new Binding(this, values, secrets).checked(clock);
  }
}
