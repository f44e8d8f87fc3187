package dev.registrant.spi;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** One check of given values against a schema. Not thread-safe. */
final class Binding {
  private static final String NO_USER_INFO =
      "cannot hold user info; give credentials in their own settings";

  private final ConfigurationSchema schema;
  private final List<Violation> violations = new ArrayList<>();
  private final Map<String, Object> bound = new HashMap<>();

  Binding(
      ConfigurationSchema schema,
      Map<String, String> values,
      Map<String, Supplier<Secret>> secrets) {
    this.schema = schema;
    for (Setting setting : schema.settings()) {
      if (setting.type() == Setting.Type.SECRET) {
        secret(setting, values, secrets);
      } else {
        value(setting, values);
      }
    }
    List<String> names = schema.settings().stream().map(Setting::name).toList();
    values.keySet().stream().filter(name -> !names.contains(name)).forEach(n -> unknown(n, names));
    for (String name : secrets.keySet()) {
      if (!names.contains(name)) {
        unknown(name, names);
      } else if (schema.settings().get(names.indexOf(name)).type() != Setting.Type.SECRET) {
        add(name, "wrong-type", "is not a secret");
      }
    }
  }

  Settings settings() {
    if (!violations.isEmpty()) {
      throw new RegistrationException.InvalidRequest(violations);
    }
    return new Settings(bound);
  }

  /** The check sees what could be read of wrong settings too, and its findings come with theirs. */
  Settings checked(InstantSource clock) {
    try {
      violations.addAll(schema.check().violations(new Settings(bound), clock));
    } catch (RuntimeException e) {
      if (violations.isEmpty()) {
        throw e;
      }
      // It was not prepared for what is missing, which is told.
    }
    return settings();
  }

  private void secret(
      Setting setting, Map<String, String> values, Map<String, Supplier<Secret>> secrets) {
    Supplier<Secret> supplier = secrets.get(setting.name());
    if (values.containsKey(setting.name())) {
      add(setting.name(), "wrong-type", "is a secret and is given as a supplier, not as a value");
    } else if (supplier != null) {
      bound.put(setting.name(), supplier);
    } else if (setting.required()) {
      add(setting.name(), "required", "is required");
    }
  }

  private void value(Setting setting, Map<String, String> values) {
    Optional<String> value =
        Optional.ofNullable(values.get(setting.name())).or(setting::defaultValue);
    if (value.isEmpty() && setting.required()) {
      add(setting.name(), "required", "is required");
    }
    value.ifPresent(text -> parse(setting, text));
  }

  private void parse(Setting setting, String value) {
    List<String> problems = new ArrayList<>();
    Optional<Object> parsed = Optional.empty();
    if (value.isBlank()) {
      problems.add("cannot be empty");
    } else if (value.chars().anyMatch(Character::isISOControl)) {
      problems.add("cannot hold control characters");
    } else if (!setting.allowed().isEmpty() && !setting.allowed().contains(value)) {
      problems.add(
          "takes one of "
              + String.join(", ", setting.allowed())
              + NearestName.hint(value, setting.allowed()));
    } else {
      parsed = typed(setting.type(), value, problems);
    }
    parsed.ifPresent(read -> bound.put(setting.name(), read));
    if (problems.isEmpty()) {
      setting.rule().problem(value).ifPresent(problems::add);
    }
    problems.forEach(problem -> add(setting.name(), "invalid", problem));
  }

  private static Optional<Object> typed(Setting.Type type, String value, List<String> problems) {
    return switch (type) {
      case TEXT, SECRET -> Optional.of(value);
      case INTEGER ->
          matching("\\d{1,18}", value, "takes a whole number", problems).map(Long::valueOf);
      case BOOLEAN ->
          matching("true|false", value, "takes true or false", problems).map(Boolean::valueOf);
      case BASE_URL -> baseUrl(value, problems).map(Function.identity());
    };
  }

  private static Optional<String> matching(
      String form, String value, String otherwise, List<String> problems) {
    if (value.matches(form)) {
      return Optional.of(value);
    }
    problems.add(otherwise);
    return Optional.empty();
  }

  private static Optional<URI> baseUrl(String value, List<String> problems) {
    URI uri;
    try {
      uri = new URI(value);
    } catch (URISyntaxException e) {
      problems.add("is not a URL");
      if (value.contains("@")) {
        problems.add(NO_USER_INFO);
      }
      return Optional.empty();
    }
    if (value.contains("@")) {
      problems.add(NO_USER_INFO);
    }
    boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!web || uri.getHost() == null) {
      problems.add("takes an absolute https URL");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65535) {
      problems.add("takes a port from 1 to 65535");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      problems.add("cannot hold a query or a fragment");
    }
    return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
  }

  private void unknown(String name, List<String> names) {
    add(
        name,
        "unknown-setting",
        "is not a setting"
            + NearestName.hint(name, names)
            + "; known are "
            + String.join(", ", names));
  }

  private void add(String name, String code, String problem) {
    violations.add(new Violation(name, code, name + " " + problem));
  }
}
