package dev.registrant.benchmarks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for.
 *
 * @param parts the names of the parts; all if none was named
 * @param plan how long each is measured
 * @param json where the table goes as JSON
 * @param page the page whose generated section is replaced
 * @param help whether only this is explained
 */
record Options(
    List<String> parts, Plan plan, Optional<Path> json, Optional<Path> page, boolean help) {

  /** What was asked for cannot be understood; the message says why. */
  static final class Misunderstood extends Exception {
    private static final long serialVersionUID = 1L;

    Misunderstood(String message) {
      super(message);
    }
  }

  static Options of(List<String> args, Collection<String> known) throws Misunderstood {
    Deque<String> rest = new ArrayDeque<>(args);
    List<String> parts = new ArrayList<>();
    Optional<Integer> rounds = Optional.empty();
    Optional<Path> json = Optional.empty();
    Optional<Path> page = Optional.empty();
    boolean quick = false;
    boolean help = false;
    while (!rest.isEmpty()) {
      String arg = rest.removeFirst();
      switch (arg) {
        case "--rounds" -> rounds = Optional.of(number(arg, rest));
        case "--json" -> json = Optional.of(Path.of(value(arg, rest)));
        case "--write" -> page = Optional.of(Path.of(value(arg, rest)));
        case "--quick" -> quick = true;
        case "--help", "-h" -> help = true;
        default -> {
          if (!known.contains(arg)) {
            throw new Misunderstood(
                "there is no " + arg + "; parts are " + String.join(", ", known));
          }
          parts.add(arg);
        }
      }
    }
    Plan plan = new Plan(rounds.orElse(quick ? 1 : Plan.ROUNDS), quick);
    return new Options(parts.isEmpty() ? List.copyOf(known) : parts, plan, json, page, help);
  }

  private static String value(String option, Deque<String> rest) throws Misunderstood {
    if (rest.isEmpty()) {
      throw new Misunderstood(option + " needs a value");
    }
    return rest.removeFirst();
  }

  private static int number(String option, Deque<String> rest) throws Misunderstood {
    String value = value(option, rest);
    if (!value.matches("[1-9]\\d{0,2}")) {
      throw new Misunderstood(option + " takes a number from 1 to 999");
    }
    return Integer.parseInt(value);
  }
}
