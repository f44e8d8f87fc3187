package dev.registrant.testkit.zitadel;

import dev.registrant.testkit.vendor.VendorAnswer;
import dev.registrant.testkit.vendor.VendorRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Puts answers together. */
final class Answers {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String ERROR_DETAIL = "type.googleapis.com/zitadel.v1.ErrorDetail";

  private Answers() {}

  static VendorAnswer json(int status, Map<String, Object> content) {
    return typed(status, "application/json", MAPPER.writeValueAsBytes(content));
  }

  static VendorAnswer plain(int status, String type, String body) {
    return typed(status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static VendorAnswer typed(int status, String type, byte[] body) {
    return new VendorAnswer(status, Map.of("content-type", type), body);
  }

  static VendorAnswer problem(Problem problem, VendorRequest request) {
    String text = problem.localised() ? localised(problem.text(), request) : problem.text();
    String id = problem.id().orElse("");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("code", problem.code());
    body.put("message", id.isEmpty() ? text : text + " (" + id + ")");
    if (!id.isEmpty()) {
      Map<String, Object> detail =
          new Members().text("@type", ERROR_DETAIL).text("id", id).text("message", text).done();
      body.put("details", List.of(detail));
    }
    return json(problem.status(), body);
  }

  /** Shows that texts follow the caller's language; which text it is decides nothing. */
  private static String localised(String text, VendorRequest request) {
    String language = request.header("accept-language").orElse("").toLowerCase(Locale.ROOT);
    return language.startsWith("de") ? "Die Anfrage kann nicht ausgeführt werden" : text;
  }
}
