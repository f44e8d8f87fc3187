package dev.registrant.cli;

import dev.registrant.Account;
import dev.registrant.AccountConfiguration;
import dev.registrant.Registrant;
import dev.registrant.Store;
import dev.registrant.spi.App;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Violation;
import dev.registrant.store.jdbc.JdbcStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Looks whether everything works. */
@Command(
    name = "doctor",
    description = "Checks the configuration, the providers, the store and each account.")
final class DoctorCommand implements Action {
  private final Session session;
  private final List<Check> checks = new ArrayList<>();

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Duration patience() {
    return BRIEF;
  }

  @Override
  public Result run() throws InterruptedException {
    add(Check.good("java", Runtime.version() + ", " + System.getProperty("os.name")));
    providers();
    boolean configured = false;
    try {
      Configuration configuration = session.configuration();
      Store store = store(configuration);
      List<AccountConfiguration> sound =
          configuration.accounts().stream().filter(one -> opens(configuration, one)).toList();
      Registrant registrant = session.open(configuration.with(sound), store);
      configured = true;
      add(Check.good("configuration", configuration.file() + " is sound"));
      configuration.clearSecrets().forEach(this::clearSecret);
      for (Account account : registrant.accounts()) {
        session.terminal().progress("asking account " + account.name() + " …");
        add(account(account));
        requireGoingOn();
      }
    } catch (RegistrationException.InvalidRequest e) {
      if (configured) {
        throw e;
      }
      add(
          Check.bad(
              "configuration", e.details().violations().stream().map(Violation::message).toList()));
    }
    return result(configured);
  }

  /** A finding is of no use to who gave up. */
  private static void requireGoingOn() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** A provider that cannot open an account keeps no other from being asked. */
  private boolean opens(Configuration configuration, AccountConfiguration account) {
    try {
      session.tryOut(configuration, account);
      return true;
    } catch (RegistrationException.Interrupted e) {
      throw e;
    } catch (RegistrationException e) {
      add(Check.bad("account " + account.name(), List.of(String.valueOf(e.getMessage()))));
      return false;
    }
  }

  private void providers() {
    List<String> problems = session.providers().problems();
    if (problems.isEmpty()) {
      String found =
          session.providers().catalog().providers().stream()
              .map(RegistrationProvider::id)
              .collect(Collectors.joining(", "));
      add(Check.good("providers", "found " + (found.isEmpty() ? "none" : found)));
    } else {
      add(Check.bad("providers", problems));
    }
  }

  private void clearSecret(String path) {
    add(
        Check.warning(
            path, "a secret stands in the file in clear; use ${env:NAME} or ${file:PATH}"));
  }

  /** Checks the store; what is wrong with it keeps no account from being asked. */
  private Store store(Configuration configuration) {
    try {
      Optional<JdbcStore> durable = session.durableStore(configuration);
      if (durable.isPresent()) {
        List<String> findings = StoreCheckCommand.findings(durable.get(), configuration);
        String file = configuration.store().map(StoreSettings::file).orElseThrow().toString();
        add(
            findings.isEmpty()
                ? Check.good("store", file + " is durable and sound, and its key fits")
                : Check.bad("store", findings));
        return durable.get();
      }
      add(
          Check.warning(
              "store", "in memory, not durable: what a command registers it alone knows of"));
    } catch (RegistrationException.Interrupted e) {
      throw e;
    } catch (RegistrationException e) {
      add(Check.bad("store", List.of(e.problem())));
    }
    return Store.inMemory();
  }

  private static Check account(Account account) {
    String name = "account " + account.name();
    try {
      if (!account.capabilities().supports(Operation.APPS_LIST)) {
        return Check.warning(
            name, account.providerId() + " cannot list apps, so nothing was asked");
      }
      try (Stream<App> apps = account.apps().list()) {
        boolean any = apps.findFirst().isPresent();
        return Check.good(
            name, account.providerId() + " lists its apps" + (any ? "" : "; there is none yet"));
      }
    } catch (RegistrationException.Interrupted | OutOfMemoryError e) {
      throw e;
    } catch (RegistrationException e) {
      return Check.bad(name, List.of(String.valueOf(e.getMessage())));
    } catch (Throwable e) { // a provider may fail in any way; its words may hold anything
      return Check.bad(
          name,
          List.of("provider " + account.providerId() + " failed with " + e.getClass().getName()));
    }
  }

  private void add(Check check) {
    checks.add(check);
  }

  private Result result(boolean configured) {
    boolean ok = checks.stream().allMatch(Check::ok);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("checks", checks.stream().map(Check::json).toList());
    json.put("ok", ok);
    TextTable table = new TextTable();
    for (Check check : checks) {
      String mark = check.mark();
      String name = check.name();
      for (String detail : check.details()) {
        table.row(mark, name, detail);
        mark = "";
        name = "";
      }
    }
    int failed = configured ? ExitCodes.FAILED : ExitCodes.USAGE;
    return new Result(json, table.toString(), ok ? ExitCodes.DONE : failed);
  }
}
