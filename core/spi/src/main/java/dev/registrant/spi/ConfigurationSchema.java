package dev.registrant.spi;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The settings an account of a provider takes.
 *
 * @param settings in the order in which they are shown; names are unique
 */
public record ConfigurationSchema(List<Setting> settings) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if two settings have one name
   */
  public ConfigurationSchema {
    settings = List.copyOf(settings);
    if (settings.stream().map(Setting::name).distinct().count() != settings.size()) {
      throw new IllegalArgumentException("two settings have one name");
    }
  }

  /** Returns a schema of these settings. */
  public static ConfigurationSchema of(Setting... settings) {
    return new ConfigurationSchema(List.of(settings));
  }

  /**
   * Checks given values against the schema and completes them with the defaults.
   *
   * @param values by name; what is not a secret. A secret given here is refused
   * @param secrets by name; asked at every use, so that a secret can be replaced at run time
   * @return the bound settings
   * @throws RegistrationException.InvalidRequest with everything that is wrong at once; an unknown
   *     name comes with the nearest known one
   */
  public Settings bind(Map<String, String> values, Map<String, Supplier<Secret>> secrets) {
    List<Violation> violations = new ArrayList<>();
    Map<String, Object> bound = new HashMap<>();
    for (Setting setting : settings) {
      if (setting.type() == Setting.Type.SECRET) {
        Supplier<Secret> supplier = secrets.get(setting.name());
        if (values.containsKey(setting.name())) {
          violations.add(
              violation(
                  setting.name(),
                  "wrong-type",
                  "is a secret and is given as a supplier, not as a value"));
        } else if (supplier != null) {
          bound.put(setting.name(), supplier);
        } else if (setting.required()) {
          violations.add(violation(setting.name(), "required", "is required"));
        }
      } else {
        Optional.ofNullable(values.get(setting.name()))
            .or(setting::defaultValue)
            .ifPresentOrElse(
                value -> bound.put(setting.name(), parsed(setting, value, violations)),
                () -> {
                  if (setting.required()) {
                    violations.add(violation(setting.name(), "required", "is required"));
                  }
                });
      }
    }
    List<String> names = settings.stream().map(Setting::name).toList();
    values.keySet().stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> violations.add(unknown(name, names)));
    for (String name : secrets.keySet()) {
      boolean known =
          settings.stream().anyMatch(s -> s.name().equals(name) && s.type() == Setting.Type.SECRET);
      if (!known) {
        violations.add(
            names.contains(name)
                ? violation(name, "wrong-type", "is not a secret")
                : unknown(name, names));
      }
    }
    if (!violations.isEmpty()) {
      throw new RegistrationException.InvalidRequest(violations);
    }
    return new Settings(bound);
  }

  private static Object parsed(Setting setting, String value, List<Violation> violations) {
    String problem = problem(setting, value);
    if (!problem.isEmpty()) {
      violations.add(violation(setting.name(), "invalid", problem));
      return value;
    }
    setting
        .rule()
        .problem(value)
        .ifPresent(told -> violations.add(violation(setting.name(), "invalid", told)));
    return switch (setting.type()) {
      case INTEGER -> Long.valueOf(value);
      case BOOLEAN -> Boolean.valueOf(value);
      case BASE_URL -> URI.create(value);
      case TEXT, SECRET -> value;
    };
  }

  private static String problem(Setting setting, String value) {
    if (value.isBlank()) {
      return "cannot be empty";
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      return "cannot hold control characters";
    }
    if (!setting.allowed().isEmpty() && !setting.allowed().contains(value)) {
      return "takes one of "
          + String.join(", ", setting.allowed())
          + NearestName.hint(value, setting.allowed());
    }
    return switch (setting.type()) {
      case INTEGER -> value.matches("\\d{1,18}") ? "" : "takes a whole number";
      case BOOLEAN -> value.matches("true|false") ? "" : "takes true or false";
      case BASE_URL -> baseUrlProblem(value);
      case TEXT, SECRET -> "";
    };
  }

  private static String baseUrlProblem(String value) {
    URI uri;
    try {
      uri = new URI(value);
    } catch (URISyntaxException e) {
      return "is not a URL";
    }
    if (uri.getRawUserInfo() != null || value.contains("@")) {
      return "cannot hold user info; give credentials in their own settings";
    }
    if (!("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
        || uri.getHost() == null) {
      return "takes an absolute https URL";
    }
    if (uri.getPort() == 0 || uri.getPort() > 65535) {
      return "takes a port from 1 to 65535";
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      return "cannot hold a query or a fragment";
    }
    return "";
  }

  private static Violation unknown(String name, List<String> names) {
    return violation(
        name,
        "unknown-setting",
        "is not a setting"
            + NearestName.hint(name, names)
            + "; known are "
            + String.join(", ", names));
  }

  private static Violation violation(String name, String code, String problem) {
    return new Violation(name, code, name + " " + problem);
  }
}
