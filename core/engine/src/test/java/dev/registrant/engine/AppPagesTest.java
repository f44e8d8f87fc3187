package dev.registrant.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.RegistrationException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppPagesTest {
  private final List<Integer> read = new ArrayList<>();

  @Test
  void pageIsReadWhenItsFirstAppIsAskedFor() {
    Iterator<App> apps = pages(page -> page < 2 ? page + 1 : -1).iterator();
    assertEquals(List.of(), read);
    apps.next();
    apps.next();
    assertEquals(List.of(0), read);
    apps.next();
    assertEquals(List.of(0, 1), read);
  }

  @Test
  void allAppsOfAllPagesCome() {
    assertEquals(
        List.of("0a", "0b", "1a", "1b", "2a", "2b"),
        pages(page -> page < 2 ? page + 1 : -1).map(app -> app.id().value()).toList());
  }

  @Test
  void nothingIsReadOnceTheStreamIsClosed() {
    Stream<App> stream = pages(page -> page + 1);
    Iterator<App> apps = stream.iterator();
    apps.next();
    stream.close();
    assertTrue(!apps.hasNext());
    assertEquals(List.of(0), read);
  }

  @ParameterizedTest(name = "{0} pages, then a circle of {1}")
  @CsvSource({"0, 1", "0, 2", "0, 3", "5, 1", "5, 7", "100, 1", "1, 100", "63, 64", "64, 63"})
  void circleOfCursorsIsFoundBeforeItsThirdRound(int lead, int circle) {
    int last = lead + circle - 1;
    Stream<App> apps = pages(page -> page < last ? page + 1 : lead);
    assertThrows(RegistrationException.ProtocolError.class, () -> apps.forEach(app -> {}));
    assertTrue(read.size() <= 3 * (lead + circle), read.size() + " pages");
  }

  @Test
  void longListIsNoCircle() {
    assertEquals(20_000, pages(page -> page < 9_999 ? page + 1 : -1).count());
  }

  @Test
  void listWithoutAnEndIsEnded() {
    Stream<App> apps = pages(page -> page + 1);
    assertThrows(RegistrationException.ProtocolError.class, () -> apps.forEach(app -> {}));
    assertEquals(20_000, read.size());
  }

  /** Pages of two apps each; each names the next one, or -1. */
  private Stream<App> pages(IntUnaryOperator next) {
    AppPages.Cursors cursors = new AppPages.Cursors();
    return AppPages.stream(
        cursor -> {
          int page = cursor.map(Integer::parseInt).orElse(0);
          read.add(page);
          int following = next.applyAsInt(page);
          return cursors.requireFresh(
              new AppPage(
                  List.of(app(page + "a"), app(page + "b")),
                  following < 0 ? Optional.empty() : Optional.of(String.valueOf(following))));
        });
  }

  private static App app(String id) {
    return new App(new AppId(id), Optional.empty(), AppStatus.ACTIVE, ClientMetadata.empty());
  }
}
