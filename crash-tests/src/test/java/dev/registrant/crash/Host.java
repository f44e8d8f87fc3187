package dev.registrant.crash;

import dev.registrant.Account;
import dev.registrant.AccountConfiguration;
import dev.registrant.Policies;
import dev.registrant.Policies.RetryPolicy;
import dev.registrant.Reconciliation;
import dev.registrant.Registrant;
import dev.registrant.Store;
import dev.registrant.spi.AppId;
import dev.registrant.spi.HumanSteps.Evidence;
import dev.registrant.spi.Secret;
import dev.registrant.store.jdbc.JdbcStore;
import dev.registrant.store.jdbc.KeySource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An integration platform with one account and a store in a file.
 *
 * @param store the store as the registrant sees it
 */
record Host(Order order, Registrant registrant, Store store) implements AutoCloseable {
  static final String ACCOUNT = "main";

  private static final Duration FIRST_WAIT = Duration.ofMillis(10);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(40);

  static Host open(Order order) {
    return open(order, store -> store);
  }

  /**
   * Opens the store and the account.
   *
   * @param around wraps the store
   */
  static Host open(Order order, UnaryOperator<Store> around) {
    Path key = Path.of(order.database() + ".key");
    Store store = around.apply(JdbcStore.sqlite(order.database(), KeySource.fileOrNew(key)));
    AccountConfiguration.Builder account =
        AccountConfiguration.builder(ACCOUNT, order.subject().vendor());
    order.settings().forEach(account::setting);
    order.secrets().forEach((name, value) -> account.secret(name, () -> Secret.of(value)));
    Policies usual =
        Policies.defaults()
            .withRetry(
                RetryPolicy.defaults()
                    .withMaxAttempts(order.attempts())
                    .withDelays(FIRST_WAIT, LONGEST_WAIT));
    Registrant registrant =
        Registrant.builder()
            .account(account.build())
            .policies(order.deadline().map(usual::withDeadline).orElse(usual))
            .platform(new LaterPlatform(order.later()))
            .store(store)
            .build();
    return new Host(order, registrant, store);
  }

  Account account() {
    return registrant.account(ACCOUNT);
  }

  Reconciliation reconcile() {
    return registrant.reconcile();
  }

  /** Does what is ordered. */
  void perform() {
    Subject subject = order.subject();
    switch (order.write()) {
      case CREATE, RESUME -> account().apps().create(subject.wanted(), Order.KEY);
      case UPDATE -> account().apps().update(app(), subject.change());
      case DELETE -> account().apps().delete(app());
      case SETTLE, FINISH -> reconcile();
      case COMPLETE ->
          account()
              .actions()
              .complete(
                  about("action"),
                  new Evidence(
                      Map.of("app_id", about("app_id")),
                      Map.of("app_key", Secret.of(about("app_key")))));
    }
  }

  private AppId app() {
    return new AppId(about("app"));
  }

  private String about(String name) {
    return order.about().getOrDefault(name, "");
  }

  @Override
  public void close() {
    registrant.close();
  }
}
