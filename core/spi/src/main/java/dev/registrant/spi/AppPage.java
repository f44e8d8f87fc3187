package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param apps the apps of this page in the vendor's order; may be empty
 * @param next the cursor of the next page, empty on the last one; opaque to the core
 */
public record AppPage(List<App> apps, Optional<String> next) {
  /** Copies the list. */
  public AppPage {
    apps = List.copyOf(apps);
    requireNonNull(next, "next");
  }
}
