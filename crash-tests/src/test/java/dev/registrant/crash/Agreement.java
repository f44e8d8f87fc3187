package dev.registrant.crash;

import dev.registrant.CredentialInfo;
import dev.registrant.Store;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Compares what the store has with what the vendor has. */
final class Agreement {
  private final Store store;
  private final List<VendorApp> apps;
  private final Set<String> excused;
  private final BiPredicate<VendorApp, String> authenticates;
  private final List<String> misses = new ArrayList<>();

  /**
   * Makes a comparison.
   *
   * @param excused the vendor's ids of the apps that a report named as surplus or undecided
   */
  Agreement(
      Store store,
      List<VendorApp> apps,
      Set<String> excused,
      BiPredicate<VendorApp, String> authenticates) {
    this.store = store;
    this.apps = apps;
    this.excused = excused;
    this.authenticates = authenticates;
  }

  List<String> misses() {
    for (VendorApp app : apps) {
      Optional<Store.Entry> entry = store.registration(Host.ACCOUNT, new AppId(app.id()));
      if (entry.isPresent()) {
        compare(app, entry.get());
      } else if (!excused.contains(app.id())) {
        misses.add("nobody knows of the app " + app);
      }
    }
    for (Store.Entry entry : store.registrations(Host.ACCOUNT)) {
      if (apps.stream().noneMatch(app -> app.id().equals(entry.appId().value()))) {
        misses.add("the vendor has no app for the registration of " + entry.appId());
      }
    }
    return misses;
  }

  private void compare(VendorApp app, Store.Entry entry) {
    List<CredentialInfo> current =
        store.credentials(entry.id()).stream()
            .filter(info -> info.state() == CredentialInfo.State.CURRENT)
            .toList();
    for (CredentialInfo info : current) {
      Optional<String> value = store.reveal(info.id()).map(Secret::reveal);
      if (value.isEmpty()) {
        misses.add("the credential " + info.id() + " has no value");
      } else if (!app.accepts(value.get())) {
        misses.add("the stored credential " + info.id() + " does not work at " + app);
      } else if (!authenticates.test(app, value.get())) {
        misses.add("the vendor does not take the credential " + info.id() + " of " + app);
      }
    }
    if (current.isEmpty() && !excused.contains(app.id())) {
      misses.add("no credential is stored for " + app);
    }
    if (current.size() < app.live().size() && !excused.contains(app.id())) {
      misses.add("a credential works that nobody has: " + app + ", stored " + current.size());
    }
  }
}
