package dev.registrant.cli;

import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.store.jdbc.JdbcStore;
import java.util.function.Supplier;

/** Work with the store itself. */
final class StoreWork {
  private StoreWork() {}

  /**
   * Does it.
   *
   * @throws RegistrationException.Unavailable if the store fails
   */
  static <T> T of(Supplier<T> work) {
    try {
      return work.get();
    } catch (JdbcStore.Failure e) {
      throw new RegistrationException.Unavailable(
          String.valueOf(e.getMessage()),
          "See what 'registrant store check' says",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build(),
          null);
    }
  }

  /**
   * Returns the durable store of the configuration.
   *
   * @throws UsageProblem if it has none
   */
  static JdbcStore require(Session session) {
    Configuration configuration = session.configuration();
    return session
        .durableStore(configuration)
        .orElseThrow(
            () ->
                new UsageProblem(
                    configuration.file() + " has no durable store",
                    "Give it one: store: {sqlite: registrant.db, key: {file: registrant.key}}"));
  }
}
