package dev.registrant.cli;

import dev.registrant.Policies;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Reads the policies of a configuration. */
final class PolicyReader {
  private final ConfigProblems problems;

  PolicyReader(ConfigProblems problems) {
    this.problems = problems;
  }

  Policies read(YamlMap map) {
    problems.requireKnown(map, "deadline", "retry");
    Policies policies = Policies.defaults();
    YamlMap retry = map.map("retry");
    problems.requireKnown(retry, "maxAttempts", "initialDelay", "maxDelay");
    int attempts =
        value(retry, "maxAttempts", "takes a whole number above zero", PolicyReader::count)
            .orElse(policies.retry().maxAttempts());
    Duration initial = time(retry, "initialDelay").orElse(policies.retry().initialDelay());
    Duration max = time(retry, "maxDelay").orElse(policies.retry().maxDelay());
    try {
      policies =
          policies.withRetry(policies.retry().withMaxAttempts(attempts).withDelays(initial, max));
    } catch (IllegalArgumentException e) {
      problems.add(map.path("retry"), "out-of-range", String.valueOf(e.getMessage()));
    }
    return time(map, "deadline").map(policies::withDeadline).orElse(policies);
  }

  private Optional<Duration> time(YamlMap map, String key) {
    return value(
        map,
        key,
        TimeText.FORM + " above zero",
        text -> TimeText.parse(text).filter(time -> !time.isZero()));
  }

  private <T> Optional<T> value(
      YamlMap map, String key, String form, Function<String, Optional<T>> parser) {
    Optional<String> text = map.text(key);
    Optional<T> value = text.flatMap(parser);
    if (text.isPresent() && value.isEmpty()) {
      problems.add(map.path(key), "invalid", key + " " + form);
    }
    return value;
  }

  private static Optional<Integer> count(String text) {
    return text.matches("[1-9]\\d{0,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
