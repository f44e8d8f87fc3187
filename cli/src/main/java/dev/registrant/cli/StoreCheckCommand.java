package dev.registrant.cli;

import dev.registrant.AccountConfiguration;
import dev.registrant.Store;
import dev.registrant.store.jdbc.JdbcStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Looks for damage in the store. */
@Command(
    name = "check",
    description = {
      "Reads everything in the store and opens every secret, without showing it.",
      "Ends with 1 if something is not as it should be."
    })
final class StoreCheckCommand implements Action {
  private final Session session;

  StoreCheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() {
    JdbcStore store = StoreWork.require(session);
    List<String> findings = findings(store, session.configuration());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ok", findings.isEmpty());
    json.put("findings", findings);
    return new Result(
        json,
        findings.isEmpty() ? "the store is sound" : String.join("\n", findings),
        findings.isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED);
  }

  /** Returns what is wrong, in sentences. */
  static List<String> findings(JdbcStore store, Configuration configuration) {
    List<String> findings = new ArrayList<>(StoreWork.of(store::check));
    if (StoreWork.of(store::isRestored)) {
      findings.add(
          "the database was replaced by an older copy or another one, so nothing is written to it:"
              + " bring back the newer one, or accept this one with 'registrant store"
              + " accept-restored', then reconcile");
    }
    for (AccountConfiguration account : configuration.accounts()) {
      if (StoreWork.of(() -> store.standing(account.id())) == Store.Standing.ACCEPTED) {
        findings.add(
            "the database is an older copy that was accepted, and the account "
                + account.name()
                + " was not reconciled since, so nothing is written for it: run 'registrant"
                + " reconcile'");
      }
    }
    return findings;
  }
}
