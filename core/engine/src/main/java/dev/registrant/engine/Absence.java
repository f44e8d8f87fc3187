package dev.registrant.engine;

import dev.registrant.Store;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Operation;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether an app that a vendor does not show any more is gone. "No such app" also means a wrong
 * organisation, a missing permission or a moment's confusion, and what is believed gone loses its
 * credentials here; so a list must bear it out, one that looks like a list of this account.
 */
final class Absence {
  private final OpenAccount account;
  private final Store store;

  Absence(OpenAccount account, Store store) {
    this.account = account;
    this.store = store;
  }

  /**
   * Returns whether it is gone.
   *
   * @param list reads the list of the account; not called where there is none, so that the refusal
   *     is all there is to know
   */
  boolean isProven(AppId id, Supplier<List<App>> list) {
    if (!account.capabilities().supports(Operation.APPS_LIST)) {
      return true;
    }
    Set<AppId> listed = list.get().stream().map(App::id).collect(Collectors.toSet());
    List<AppId> others =
        Journal.reading(() -> store.registrations(account.id()), "list the registrations").stream()
            .map(Store.Entry::appId)
            .filter(other -> !other.equals(id))
            .toList();
    return !listed.contains(id) && (others.isEmpty() || others.stream().anyMatch(listed::contains));
  }
}
