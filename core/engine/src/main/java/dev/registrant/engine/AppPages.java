package dev.registrant.engine;

import dev.registrant.spi.App;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
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
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            new AppPages(pages), Spliterator.ORDERED | Spliterator.NONNULL),
        false);
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

  /** The cursors of one list so far. */
  static final class Cursors {
    private final Set<String> seen = new HashSet<>();

    AppPage requireFresh(AppPage page) {
      if (page.next().isPresent() && !seen.add(page.next().get())) {
        throw new RegistrationException.ProtocolError(
            "the vendor's list goes round in a circle after " + seen.size() + " pages",
            "The list is not complete; report it to the vendor",
            ErrorDetails.builder(Outcome.NOT_APPLIED).build());
      }
      return page;
    }
  }
}
