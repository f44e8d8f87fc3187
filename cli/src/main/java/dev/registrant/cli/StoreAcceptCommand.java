package dev.registrant.cli;

import dev.registrant.store.jdbc.JdbcStore;
import java.util.Map;
import picocli.CommandLine.Command;

/** Accepts a restored database. */
@Command(
    name = "accept-restored",
    description = {
      "Accepts a database that was replaced by an older copy.",
      "Nothing but 'registrant reconcile' writes to it until that has ended: it tells which apps the"
          + " vendors list that the copy does not know."
    })
final class StoreAcceptCommand implements Action {
  private final Session session;

  StoreAcceptCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() {
    JdbcStore store = StoreWork.require(session);
    boolean restored =
        StoreWork.of(
            () -> {
              boolean was = store.isRestored();
              store.acceptRestored();
              return was;
            });
    return Result.done(
        Map.of("accepted", restored),
        restored
            ? "accepted; run 'registrant reconcile' now: nothing else is written until it has ended"
            : "there is nothing to accept: the database is the one that was last used");
  }
}
