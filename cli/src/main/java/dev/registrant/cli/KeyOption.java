package dev.registrant.cli;

import dev.registrant.Platform;
import dev.registrant.Store;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Option;

/** The option that makes a creation happen once. */
final class KeyOption {
  @Option(
      names = "--key",
      paramLabel = "K",
      description =
          "An idempotency key: the same key again gives the same app. Without one a key is made and"
              + " told before anything is sent.")
  private Optional<String> given = Optional.empty();

  /** Returns the key; one that is made is told on standard error. */
  String use(Terminal terminal, Store store) {
    if (given.isPresent() && !store.isDurable()) {
      terminal.note(
          "warning: without a durable store the key is good for this one call only; see"
              + " 'store' of the configuration");
    }
    return given.orElseGet(
        () -> {
          RandomGenerator random = Platform.system().random();
          String made = "key_%016x%016x".formatted(random.nextLong(), random.nextLong());
          terminal.note("key: " + made);
          return made;
        });
  }

  /**
   * Does what belongs to a key; every error tells it, and one that leaves open what became of the
   * work says how this command goes on.
   *
   * @param account the name of the account
   * @param store where keys are kept
   */
  static <T> T telling(String key, String account, Store store, Supplier<T> work) {
    try {
      return work.get();
    } catch (RegistrationException e) {
      ErrorDetails details = e.details().toBuilder().key(e.details().key().orElse(key)).build();
      throw e.outcome() == Outcome.UNKNOWN
          ? advised(e, advice(key, account, store), details)
          : e.with(details);
    }
  }

  private static String advice(String key, String account, Store store) {
    return store.isDurable()
        ? "Run 'registrant reconcile', or the same command again with --key "
            + key
            + "; both go on from where this stopped and register no second app"
        : "Look with 'registrant apps list --account "
            + account
            + "' whether the app is there before you create it again: without a durable store the"
            + " same key again creates a second one";
  }

  private static RegistrationException advised(
      RegistrationException e, String advice, ErrorDetails details) {
    if (e instanceof RegistrationException.Interrupted) {
      return new RegistrationException.Interrupted(e.problem(), advice, details);
    }
    return e instanceof RegistrationException.OutcomeUnknown
        ? new RegistrationException.OutcomeUnknown(e.problem(), advice, details, e.getCause())
        : e.with(details);
  }
}
