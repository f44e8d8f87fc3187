package dev.registrant.cli;

import dev.registrant.Platform;
import dev.registrant.Store;
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

  /** Does what belongs to a key; every error tells it. */
  static <T> T telling(String key, Supplier<T> work) {
    try {
      return work.get();
    } catch (RegistrationException e) {
      throw e.details().key().isPresent() ? e : e.with(e.details().toBuilder().key(key).build());
    }
  }
}
