package dev.registrant.crash;

import dev.registrant.Intent;
import dev.registrant.Store;
import dev.registrant.spi.Operation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** The store of a process that dies before it gives an app its final name. */
final class UnnamedStore {
  /** The process is gone. No code of ours catches this. */
  static final class Died extends Error {
    private static final long serialVersionUID = 1L;
  }

  private UnnamedStore() {}

  static Store around(Store store) {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              if (arguments != null
                  && arguments.length == 2
                  && arguments[1] instanceof Store.Change change
                  && change.intents().stream().anyMatch(UnnamedStore::isBeingNamed)) {
                throw new Died();
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static boolean isBeingNamed(Intent intent) {
    return !intent.unsettled(Operation.APPS_UPDATE).isEmpty();
  }
}
