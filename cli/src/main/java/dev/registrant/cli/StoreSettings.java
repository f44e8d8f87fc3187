package dev.registrant.cli;

import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import dev.registrant.store.jdbc.JdbcStore;
import dev.registrant.store.jdbc.KeySource;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a configuration keeps what must outlive a command.
 *
 * @param file the SQLite database
 * @param keys where the key comes from that its secrets are sealed with
 */
record StoreSettings(Path file, KeySource keys) {
  /**
   * Opens the store, which is made if there is none.
   *
   * @throws RegistrationException.InvalidRequest if it cannot be used
   * @throws RegistrationException.Unavailable if it cannot be used at this moment
   */
  JdbcStore open() {
    try {
      return JdbcStore.sqlite(file, keys);
    } catch (JdbcStore.Failure e) {
      String problem = String.valueOf(e.getMessage());
      if (e.isPassing()) {
        throw new RegistrationException.Unavailable(
            "the store cannot be used: " + problem,
            "Call again when that is over; nothing was sent",
            ErrorDetails.builder(Outcome.NOT_APPLIED).build(),
            null);
      }
      throw new RegistrationException.InvalidRequest(
          "the store cannot be used: " + problem,
          "Mend it, or correct the configuration; nothing was sent",
          ErrorDetails.builder(Outcome.NOT_APPLIED)
              .violations(List.of(new Violation("store", "unusable", problem)))
              .build());
    }
  }
}
