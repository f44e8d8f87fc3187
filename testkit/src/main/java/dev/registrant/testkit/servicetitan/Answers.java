package dev.registrant.testkit.servicetitan;

import dev.registrant.testkit.vendor.Behaviours;
import dev.registrant.testkit.vendor.VendorAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Puts answers together: JSON, and errors in all the forms they may have. */
final class Answers {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Behaviours behaviours;
  private final Mint mint;

  Answers(Behaviours behaviours, Mint mint) {
    this.behaviours = behaviours;
    this.mint = mint;
  }

  static VendorAnswer json(int status, Object content) {
    return typed(status, "application/json; charset=utf-8", MAPPER.writeValueAsBytes(content));
  }

  static VendorAnswer text(int status, String type, String content) {
    return typed(status, type, content.getBytes(StandardCharsets.UTF_8));
  }

  static VendorAnswer empty(int status) {
    return new VendorAnswer(status, Map.of(), new byte[0]);
  }

  private static VendorAnswer typed(int status, String type, byte[] body) {
    return new VendorAnswer(status, Map.of("content-type", type), body);
  }

  /** What the portal of 2021 answers when it refuses: nobody wrote it down. */
  VendorAnswer portal(Problem problem) {
    return shaped(problem, behaviours.get(Switches.PORTAL_ERRORS));
  }

  /** The tenant APIs document a body for 400, 404 and 409; the rest is the gateway's. */
  VendorAnswer api(Problem problem) {
    boolean documented =
        problem.status() == 400 || problem.status() == 404 || problem.status() == 409;
    return shaped(problem, documented ? "problem" : behaviours.get(Switches.GATEWAY_BODY));
  }

  /** A 429, with as much about the wait as the switch allows. */
  VendorAnswer tooMany(Instant now) {
    int seconds = behaviours.number(Switches.WAIT);
    String plain = "Rate limit is exceeded.";
    return switch (behaviours.get(Switches.RETRY_AFTER)) {
      case "seconds" ->
          api(new Problem(429, plain)).withHeader("retry-after", Integer.toString(seconds));
      case "date" -> {
        Instant end = now.plusSeconds(seconds + 1L);
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(end.atZone(ZoneOffset.UTC));
        yield api(new Problem(429, plain)).withHeader("retry-after", date);
      }
      case "title" -> problem(new Problem(429, plain + " Try again in " + seconds + " seconds."));
      default -> api(new Problem(429, plain));
    };
  }

  private VendorAnswer shaped(Problem problem, String shape) {
    int status = problem.status();
    return switch (shape) {
      case "empty" -> empty(status);
      case "text" -> text(status, "text/plain", problem.title());
      case "html" -> html(status, Integer.toString(status));
      case "gateway" -> {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("statusCode", status);
        members.put("message", problem.title());
        yield json(status, members);
      }
      default -> problem(problem);
    };
  }

  static VendorAnswer html(int status, String heading) {
    return text(
        status,
        "text/html; charset=utf-8",
        "<!DOCTYPE html><html><body><h1>" + heading + "</h1></body></html>");
  }

  VendorAnswer problem(Problem problem) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", type(problem.status()));
    members.put("title", problem.title());
    members.put("status", problem.status());
    members.put("traceId", mint.traceId());
    members.put("errors", problem.errors());
    members.put("data", Map.of());
    return text(problem.status(), "application/problem+json", MAPPER.writeValueAsString(members));
  }

  private static String type(int status) {
    String section =
        switch (status) {
          case 400 -> "rfc7231#section-6.5.1";
          case 401 -> "rfc7235#section-3.1";
          case 403 -> "rfc7231#section-6.5.3";
          case 404 -> "rfc7231#section-6.5.4";
          case 409 -> "rfc7231#section-6.5.8";
          case 429 -> "rfc6585#section-4";
          default -> status < 500 ? "rfc7231#section-6.5" : "rfc7231#section-6.6";
        };
    return "https://tools.ietf.org/html/" + section;
  }
}
