package dev.registrant.engine;

import dev.registrant.spi.App;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The apps of a list, page after page; a page is read when its first app is asked for. */
final class AppPages implements Iterator<App> {
  private final Function<Optional<String>, AppPage> pages;
  private Iterator<App> page = Collections.emptyIterator();
  private Optional<String> cursor = Optional.empty();
  private boolean more = true;

  private AppPages(Function<Optional<String>, AppPage> pages) {
    this.pages = pages;
  }

  static Stream<App> stream(Function<Optional<String>, AppPage> pages) {
    AppPages all = new AppPages(pages);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(all, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(all::close);
  }

  private void close() {
    page = Collections.emptyIterator();
    more = false;
  }

  @Override
  public boolean hasNext() {
    while (!page.hasNext() && more) {
      AppPage read = pages.apply(cursor);
      page = read.apps().iterator();
      cursor = read.next();
      more = cursor.isPresent();
    }
    return page.hasNext();
  }

  @Override
  public App next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.next();
  }

  /**
   * Watches the cursors of one list for a circle, remembering one of them however long the list is:
   * the one at each power of two (R. P. Brent, An improved Monte Carlo factorization algorithm,
   * 1980). A circle is found before it was gone round three times.
   */
  static final class Cursors {
    private static final int MOST_PAGES = 20_000;

    private Optional<String> remembered = Optional.empty();
    private int pages;
    private int since;
    private int next = 1;

    AppPage requireFresh(AppPage page) {
      if (page.next().isPresent() && page.next().equals(remembered)) {
        throw endless("goes round in a circle");
      }
      pages++;
      if (page.next().isPresent() && pages == MOST_PAGES) {
        throw endless("does not end after " + pages + " pages");
      }
      since++;
      if (since == next) {
        remembered = page.next();
        since = 0;
        next *= 2;
      }
      return page;
    }

    private static RegistrationException endless(String how) {
      return new RegistrationException.ProtocolError(
          "the vendor's list " + how,
          "It is not complete and may have apps twice; report it to the vendor",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build());
    }
  }
}
