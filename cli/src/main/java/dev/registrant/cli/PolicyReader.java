package dev.registrant.cli;

import dev.registrant.Policies;
import dev.registrant.Policies.BreakerPolicy;
import dev.registrant.Policies.CachePolicy;
import dev.registrant.Policies.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads the policies of a configuration. */
final class PolicyReader {
  private static final String OFF = "off";

  private final ConfigProblems problems;

  PolicyReader(ConfigProblems problems) {
    this.problems = problems;
  }

  Policies read(YamlMap map) {
    problems.requireKnown(map, "deadline", "retry", "breaker", "cache", "readOnly");
    Policies policies = Policies.defaults();
    Duration deadline = map.time("deadline").orElse(policies.deadline());
    return within(map, "deadline", policies, () -> policies.withDeadline(deadline))
        .withRetry(retry(map, policies.retry()))
        .withBreaker(breaker(map, BreakerPolicy.defaults()))
        .withCache(cache(map, CachePolicy.defaults()))
        .withReadOnly(
            value(map, "readOnly", "takes true or false", PolicyReader::truth).orElse(false));
  }

  private RetryPolicy retry(YamlMap policies, RetryPolicy usual) {
    YamlMap map = policies.map("retry");
    problems.requireKnown(map, "maxAttempts", "initialDelay", "maxDelay", "budget", "payback");
    int attempts = number(map, "maxAttempts").orElse(usual.maxAttempts());
    Duration initial = map.time("initialDelay").orElse(usual.initialDelay());
    Duration max = map.time("maxDelay").orElse(usual.maxDelay());
    int budget = number(map, "budget").orElse(usual.budget());
    int payback = number(map, "payback").orElse(usual.payback());
    return within(
        policies, "retry", usual, () -> new RetryPolicy(attempts, initial, max, budget, payback));
  }

  private Optional<BreakerPolicy> breaker(YamlMap policies, BreakerPolicy usual) {
    if (policies.is("breaker", OFF)) {
      return Optional.empty();
    }
    YamlMap map = policies.map("breaker");
    problems.requireKnown(map, "window", "failurePercent", "open");
    int window = number(map, "window").orElse(usual.window());
    int percent = number(map, "failurePercent").orElse(usual.failurePercent());
    Duration open = map.time("open").orElse(usual.open());
    return Optional.of(
        within(policies, "breaker", usual, () -> new BreakerPolicy(window, percent, open)));
  }

  private Optional<CachePolicy> cache(YamlMap policies, CachePolicy usual) {
    if (policies.is("cache", OFF)) {
      return Optional.empty();
    }
    YamlMap map = policies.map("cache");
    problems.requireKnown(map, "maximumSize", "timeToLive");
    int size = number(map, "maximumSize").orElse(usual.maximumSize());
    Duration time = map.time("timeToLive").orElse(usual.timeToLive());
    return Optional.of(within(policies, "cache", usual, () -> new CachePolicy(size, time)));
  }

  private <P> P within(YamlMap policies, String key, P usual, Supplier<P> policy) {
    try {
      return policy.get();
    } catch (IllegalArgumentException e) {
      problems.add(policies.path(key), "out-of-range", String.valueOf(e.getMessage()));
      return usual;
    }
  }

  private Optional<Integer> number(YamlMap map, String key) {
    return value(map, key, "takes a whole number above zero", PolicyReader::count);
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

  private static Optional<Boolean> truth(String text) {
    return text.matches("true|false") ? Optional.of(Boolean.valueOf(text)) : Optional.empty();
  }

  private static Optional<Integer> count(String text) {
    return text.matches("[1-9]\\d{0,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
