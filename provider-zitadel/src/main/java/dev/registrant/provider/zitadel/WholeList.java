package dev.registrant.provider.zitadel;

import dev.registrant.http.HttpAnswer;
import dev.registrant.provider.zitadel.Documents.Found;
import dev.registrant.provider.zitadel.Documents.Identified;
import dev.registrant.provider.zitadel.ManagementApi.Search;
import dev.registrant.spi.AppId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Fetches a whole list. v1 gives all of it in one answer, in no order; should a server cut it
 * short, the rest is asked for, and what comes twice because the order changed counts once.
 */
final class WholeList {
  private WholeList() {}

  static <T extends Identified, F extends Found<T>> Map<AppId, T> of(
      Function<Search, HttpAnswer<F>> endpoint) {
    Map<AppId, T> all = new LinkedHashMap<>();
    int received = 0;
    while (true) {
      String offset = received == 0 ? null : String.valueOf(received);
      HttpAnswer<F> answer = endpoint.apply(new Search(new Search.Query(offset)));
      F page = answer.requireBody();
      List<T> result = Optional.ofNullable(page.result()).orElse(List.of());
      result.forEach(element -> all.put(AppReading.id(element.id(), answer), element));
      received += result.size();
      long total = Optional.ofNullable(page.details()).map(Documents.Total::known).orElse(0L);
      if (result.isEmpty() || received >= total) {
        return Collections.unmodifiableMap(all);
      }
    }
  }
}
