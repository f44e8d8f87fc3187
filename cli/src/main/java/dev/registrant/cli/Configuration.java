package dev.registrant.cli;

import dev.registrant.AccountConfiguration;
import dev.registrant.Policies;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A configuration as it was read.
 *
 * @param file where it was read from
 * @param accountNames all that are named, also those with problems
 * @param accounts those without problems
 * @param policies deadlines and retries
 * @param store the durable store, if there is one without problems
 * @param clearSecrets the paths of secrets that stand in the file itself
 * @param problems what is wrong
 */
record Configuration(
    Path file,
    Set<String> accountNames,
    List<AccountConfiguration> accounts,
    Policies policies,
    Optional<StoreSettings> store,
    List<String> clearSecrets,
    ConfigProblems problems) {

  /** Returns this configuration with some of its accounts. */
  Configuration with(List<AccountConfiguration> some) {
    return new Configuration(
        file, accountNames, List.copyOf(some), policies, store, clearSecrets, problems);
  }

  /** Returns the error that tells everything that is wrong. */
  RegistrationException invalid() {
    List<Violation> all = problems.all();
    return new RegistrationException.InvalidRequest(
        file + " has " + (all.size() == 1 ? "a problem" : all.size() + " problems"),
        "Correct it; nothing was sent",
        ErrorDetails.builder(Outcome.NOT_APPLIED).violations(all).build());
  }
}
