package dev.registrant;

import dev.registrant.spi.App;
import dev.registrant.spi.Capabilities;

/** An open account: a named, configured connection to one provider. Thread-safe. */
public interface Account {
  /** Returns the name it was opened under. */
  String name();

  /** Returns its id, which stays when it is renamed. */
  String id();

  /** Returns the id of its provider. */
  String providerId();

  /** Returns what can be done with this account. Costs no I/O. */
  Capabilities capabilities();

  /** Returns what can be done with this app of the account, exactly. Costs no I/O. */
  Capabilities capabilities(App app);

  /**
   * Returns whether people do at the vendor what an API would: then apps and actions are those of
   * the store, and no call sends a request. Costs no I/O.
   */
  boolean isRunByPeople();

  /** Returns what the cache of its apps has done. Costs no I/O. */
  CacheStatistics cacheStatistics();

  /** Returns its apps. */
  Apps apps();

  /** Returns the credentials of its apps. */
  Secrets secrets();

  /** Returns what people must do for its apps. */
  Actions actions();
}
