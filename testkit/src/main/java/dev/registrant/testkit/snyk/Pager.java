package dev.registrant.testkit.snyk;

import dev.registrant.testkit.vendor.Behaviours;
import dev.registrant.testkit.vendor.VendorRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts lists into pages, with cursors that say nothing to a client. */
final class Pager {

  private static final Pattern CURSOR =
      Pattern.compile("v1\\|(apps|installs)\\|(\\d{1,18})\\|\\d+");

  /** One page: its items and its links, both ready for the answer. */
  record Page<T>(List<T> items, Map<String, Object> links) {}

  private final Behaviours behaviours;
  private final Links links;

  Pager(Behaviours behaviours, Links links) {
    this.behaviours = behaviours;
    this.links = links;
  }

  <T> Page<T> page(List<T> all, ToLongFunction<T> sequence, Route route, VendorRequest request) {
    Map<String, String> query = new LinkedHashMap<>();
    request.queryValues().forEach((name, values) -> query.put(name, values.get(0)));
    int limit = limit(query.get("limit"));
    String kind = route.endpoint() == Endpoint.APPS_LIST ? "apps" : "installs";
    if (query.containsKey("starting_after") && query.containsKey("ending_before")) {
      throw Problem.inQuery("ending_before", "Not together with starting_after.");
    }
    Optional<Long> after = position(query, "starting_after", kind);
    Optional<Long> before = position(query, "ending_before", kind);
    List<T> rest =
        all.stream()
            .filter(item -> after.isEmpty() || sequence.applyAsLong(item) > after.get())
            .filter(item -> before.isEmpty() || sequence.applyAsLong(item) < before.get())
            .toList();
    int from = before.isPresent() ? Math.max(0, rest.size() - limit) : 0;
    List<T> items = rest.subList(from, Math.min(rest.size(), from + limit));
    boolean more = before.isPresent() || rest.size() > limit;
    Map<String, Object> members = new LinkedHashMap<>();
    String self = address(route, query, "", "");
    members.put("self", links.member(self));
    long last =
        items.isEmpty() ? after.orElse(0L) : sequence.applyAsLong(items.get(items.size() - 1));
    String onward = address(route, query, "starting_after", cursor(kind, last, turn(query) + 1));
    next(more, onward, self, query, members);
    boolean earlier = before.isPresent() ? from > 0 : after.isPresent();
    if (earlier && !items.isEmpty()) {
      String cursor = cursor(kind, sequence.applyAsLong(items.get(0)), 0);
      members.put("prev", links.member(address(route, query, "ending_before", cursor)));
    }
    return new Page<>(items, members);
  }

  private void next(
      boolean more,
      String onward,
      String self,
      Map<String, String> query,
      Map<String, Object> members) {
    String trap = behaviours.get(Switches.PAGING_TRAP);
    if (trap.equals("self-repeating") && (!more || query.containsKey("starting_after"))) {
      members.put("next", links.member(self));
    } else if (more || trap.equals("empty-with-next")) {
      members.put("next", links.member(onward));
    } else if (behaviours.is(Switches.LAST_PAGE, "null")) {
      members.put("next", null);
    }
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return 10;
    }
    int limit = text.matches("\\d{2,3}") ? Integer.parseInt(text) : 0;
    if (limit < 10 || limit > 100 || limit % 10 != 0) {
      throw Problem.inQuery("limit", "Must be a multiple of 10 from 10 to 100.");
    }
    return limit;
  }

  private static Optional<Long> position(Map<String, String> query, String name, String kind) {
    String text = query.get(name);
    if (text == null) {
      return Optional.empty();
    }
    Matcher matcher = CURSOR.matcher(decoded(text));
    if (!matcher.matches() || !matcher.group(1).equals(kind)) {
      throw Problem.inQuery(name, "Not a cursor of this list.");
    }
    return Optional.of(Long.parseLong(matcher.group(2)));
  }

  /** Counts pages, so that the cursors of the endless empty pages differ. */
  private static int turn(Map<String, String> query) {
    String text = decoded(query.getOrDefault("starting_after", ""));
    return text.isEmpty() ? 0 : Integer.parseInt(text.substring(text.lastIndexOf('|') + 1));
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Padded and not for URLs, so that a client that fails to encode or decodes twice is caught. */
  private static String cursor(String kind, long sequence, int turn) {
    String text = "v1|" + kind + "|" + sequence + "|" + turn;
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String address(
      Route route, Map<String, String> query, String cursorName, String cursor) {
    Map<String, String> parameters = new LinkedHashMap<>(query);
    if (!cursorName.isEmpty()) {
      parameters.remove("starting_after");
      parameters.remove("ending_before");
      parameters.put(cursorName, cursor);
    }
    StringBuilder text = new StringBuilder(route.collection());
    char mark = '?';
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      text.append(mark)
          .append(parameter.getKey())
          .append('=')
          .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
      mark = '&';
    }
    return text.toString();
  }
}
