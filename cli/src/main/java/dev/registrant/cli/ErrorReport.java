package dev.registrant.cli;

import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Tells what went wrong, for people and for programs. */
final class ErrorReport {
  private ErrorReport() {}

  static Result of(Throwable problem) {
    if (problem instanceof RegistrationException.SecretNotStored e) {
      return registration(forPeople(e));
    }
    if (problem instanceof RegistrationException e) {
      return registration(e);
    }
    if (problem instanceof UsageProblem e) {
      return usage(String.valueOf(e.getMessage()), e.advice());
    }
    if (problem instanceof InterruptedException) {
      return givenUp(false);
    }
    StackTraceElement[] trace = problem.getStackTrace();
    // Its message may hold anything, so only its type is told.
    return plain(
        "Internal",
        "unexpected " + problem.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]),
        "This is a defect; report it with what REGISTRANT_DEBUG=1 in the environment shows",
        ExitCodes.FAILED);
  }

  /** When this is read, the process is over and the secret with it. */
  private static RegistrationException forPeople(RegistrationException.SecretNotStored e) {
    return new RegistrationException.SecretNotStored(
        e.problem(),
        "Mend the store, then run 'registrant reconcile': it adopts the app and replaces its"
            + " credential",
        e.details(),
        null,
        null);
  }

  /**
   * The user gave up.
   *
   * @param open whether something may have been carried out
   */
  static Result givenUp(boolean open) {
    return plain(
        "Interrupted",
        "given up",
        open
            ? "If it was to change something, settle with 'registrant reconcile' whether it did"
            : "",
        ExitCodes.INTERRUPTED);
  }

  /** The command line is wrong. */
  static Result usage(String problem, String advice) {
    return plain("Usage", problem, advice, ExitCodes.USAGE);
  }

  private static Result plain(String kind, String problem, String advice, int exitCode) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("kind", kind);
    error.put("message", problem + (advice.isEmpty() ? "" : ". " + advice));
    StringJoiner text = new StringJoiner("\n");
    text.add("error: " + Printable.clean(problem));
    if (!advice.isEmpty()) {
      text.add(Printable.clean(advice) + ".");
    }
    return new Result(Map.of("error", error), text.toString(), exitCode);
  }

  private static Result registration(RegistrationException e) {
    return new Result(Map.of("error", json(e)), text(e), exitCode(e));
  }

  private static int exitCode(RegistrationException e) {
    boolean refusedByVendor = e.details().httpStatus().isPresent();
    if (e instanceof RegistrationException.Interrupted) {
      return ExitCodes.INTERRUPTED;
    }
    if (e.outcome() == Outcome.UNKNOWN) {
      return ExitCodes.UNKNOWN;
    }
    return switch (e.kind()) {
      case "OutcomeUnknown", "SecretNotStored" -> ExitCodes.UNKNOWN;
      case "Unsupported" -> ExitCodes.USAGE;
      case "InvalidRequest" -> refusedByVendor ? ExitCodes.FAILED : ExitCodes.USAGE;
      default -> ExitCodes.FAILED;
    };
  }

  private static Map<String, Object> json(RegistrationException e) {
    ErrorDetails details = e.details();
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("kind", e.kind());
    error.put("message", e.getMessage());
    error.put("advice", e.advice());
    details.account().ifPresent(value -> error.put("account", value));
    details.provider().ifPresent(value -> error.put("provider", value));
    details.operation().ifPresent(value -> error.put("operation", value));
    error.put("outcome", details.outcome().word());
    details.httpStatus().ifPresent(value -> error.put("httpStatus", value));
    details.vendorCode().ifPresent(value -> error.put("vendorCode", value));
    details.requestId().ifPresent(value -> error.put("requestId", value));
    details.key().ifPresent(value -> error.put("key", value));
    details.attempts().ifPresent(value -> error.put("attempts", value));
    details.retryAfter().ifPresent(value -> error.put("retryAfterSeconds", value.toSeconds()));
    if (!details.violations().isEmpty()) {
      error.put("violations", details.violations().stream().map(ErrorReport::json).toList());
    }
    if (!details.candidates().isEmpty()) {
      error.put("candidates", details.candidates());
    }
    return error;
  }

  static Map<String, Object> json(Violation violation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("field", violation.field());
    json.put("code", violation.code());
    json.put("message", violation.message());
    return json;
  }

  private static String text(RegistrationException e) {
    ErrorDetails details = e.details();
    List<Violation> violations = details.violations();
    // The problem of a check repeats its violations, which follow one by one.
    boolean listed = violations.stream().anyMatch(v -> e.problem().contains(v.message()));
    StringJoiner text = new StringJoiner("\n");
    text.add(
        "error: "
            + details.operation().map(operation -> operation + " ").orElse("")
            + details.account().map(account -> "at account " + account + ": ").orElse("")
            + (listed && details.httpStatus().isEmpty()
                ? "the input is not valid"
                : Printable.clean(e.problem())));
    violations.forEach(v -> text.add("  " + Printable.clean(line(v))));
    details.candidates().forEach(c -> text.add("  see " + Printable.clean(c)));
    text.add(Printable.clean(e.advice()) + ".");
    text.add("[" + e.kind() + ", " + String.join(", ", facts(details)) + "]");
    return text.toString();
  }

  private static String line(Violation violation) {
    boolean named = violation.message().contains(violation.field());
    return named ? violation.message() : violation.toString();
  }

  private static List<String> facts(ErrorDetails details) {
    List<String> facts = new ArrayList<>();
    facts.add("outcome " + details.outcome().word());
    details.httpStatus().ifPresent(value -> facts.add("HTTP " + value));
    details.vendorCode().ifPresent(value -> facts.add("code " + Printable.clean(value)));
    details.requestId().ifPresent(value -> facts.add("request id " + Printable.clean(value)));
    details.key().ifPresent(value -> facts.add("key " + Printable.clean(value)));
    details.retryAfter().ifPresent(value -> facts.add("retry after " + value.toSeconds() + " s"));
    return facts;
  }
}
