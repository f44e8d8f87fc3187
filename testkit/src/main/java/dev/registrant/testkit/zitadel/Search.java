package dev.registrant.testkit.zitadel;

import dev.registrant.testkit.vendor.Behaviours;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Filters, orders and cuts lists. There is no order to rely on and no page size by default. */
final class Search {

  private static final int MOST_RUNES = 200;

  private final Behaviours behaviours;
  private final RandomGenerator random;

  Search(Behaviours behaviours, RandomGenerator random) {
    this.behaviours = behaviours;
    this.random = random;
  }

  /** One kind of query that a search takes. */
  record Query<T>(String member, String field, Function<Message, Predicate<T>> reading) {}

  /** Compares by name or the like, with the method that the query names. */
  static <T> Query<T> text(String member, String field, Function<T, List<String>> values) {
    return new Query<>(
        member,
        field,
        query -> {
          String wanted = query.text(field);
          int method = query.choice("method");
          return item -> values.apply(item).stream().anyMatch(is -> matches(is, wanted, method));
        });
  }

  /** Compares by an id. */
  static <T> Query<T> id(String member, String field, Function<T, String> value) {
    return new Query<>(member, field, query -> item -> value.apply(item).equals(query.text(field)));
  }

  <T> Map<String, Object> answer(
      Call call, List<T> all, List<Query<T>> queries, Function<T, Map<String, Object>> json) {
    List<T> found = new ArrayList<>(all);
    int index = 0;
    for (Message sent : call.body().children("queries")) {
      Predicate<T> wanted = wanted(call.route().endpoint(), index++, sent, queries);
      found.removeIf(wanted.negate());
    }
    order(found);
    Message page = call.body().child("query").orElse(Message.EMPTY);
    long limit = page.number("limit") == 0 ? Long.MAX_VALUE : page.number("limit");
    List<Map<String, Object>> result =
        found.stream().skip(page.number("offset")).limit(limit).map(json).toList();
    Map<String, Object> details =
        new Members().big("totalResult", found.size()).time("viewTimestamp", call.now()).done();
    return new Members().child("details", details).many("result", result).done();
  }

  private static <T> Predicate<T> wanted(
      Endpoint endpoint, int index, Message sent, List<Query<T>> queries) {
    for (Query<T> query : queries) {
      Message body = sent.child(query.member()).orElse(null);
      if (body != null) {
        String text = body.text(query.field());
        int method = body.choice("method");
        if (text.codePointCount(0, text.length()) > MOST_RUNES) {
          throw embedded(endpoint, index, "value length must be at most 200 runes");
        }
        if (method < 0 || method >= Shape.TEXT_METHOD.names().size()) {
          throw embedded(endpoint, index, "value must be one of the defined enum values");
        }
        return query.reading().apply(body);
      }
    }
    throw embedded(endpoint, index, "value is required");
  }

  private static Problem embedded(Endpoint endpoint, int index, String cause) {
    return Gate.invalid(
        endpoint,
        "Queries[" + index + "]",
        "embedded message failed validation | caused by: invalid query: " + cause);
  }

  private static boolean matches(String value, String wanted, int method) {
    boolean ignoresCase = method % 2 == 1;
    String is = ignoresCase ? value.toLowerCase(Locale.ROOT) : value;
    String asked = ignoresCase ? wanted.toLowerCase(Locale.ROOT) : wanted;
    return switch (method / 2) {
      case 0 -> is.equals(asked);
      case 1 -> is.startsWith(asked);
      case 2 -> is.contains(asked);
      default -> is.endsWith(asked);
    };
  }

  private void order(List<?> items) {
    switch (behaviours.get(Switches.SEARCH_ORDER)) {
      case "created" -> {}
      case "newest" -> Collections.reverse(items);
      default -> {
        for (int i = items.size() - 1; i > 0; i--) {
          Collections.swap(items, i, random.nextInt(i + 1));
        }
      }
    }
  }
}
