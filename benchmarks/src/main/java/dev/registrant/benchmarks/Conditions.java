package dev.registrant.benchmarks;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Under what a table was measured.
 *
 * @param command what was run
 * @param date when, in UTC
 * @param jdk the JDK
 * @param os the system
 * @param cores how many cores it has
 * @param rounds how often each line was measured
 * @param quick whether it was only to be seen that everything works
 */
record Conditions(
    String command, String date, String jdk, String os, int cores, int rounds, boolean quick) {
  static Conditions now(List<String> args, Plan plan) {
    return new Conditions(
        ("./bench " + String.join(" ", args)).strip(),
        LocalDate.now(ZoneOffset.UTC).toString(),
        property("java.vm.name") + " " + property("java.runtime.version"),
        property("os.name") + " " + property("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        plan.rounds(),
        plan.quick());
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  String text() {
    String told =
        "%s, %s, %s, %d cores, %d %s"
            .formatted(command, date, jdk, cores, rounds, rounds == 1 ? "round" : "rounds");
    if (quick) {
      return told + "\nA quick run: it shows that everything works; its numbers say little.";
    }
    return rounds < Plan.ROUNDS
        ? told + "\nFewer than " + Plan.ROUNDS + " rounds: the medians say little."
        : told;
  }
}
