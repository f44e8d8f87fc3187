package dev.registrant.cli;

import dev.registrant.store.jdbc.JdbcStore;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Shows the statements that make the tables. */
@Command(
    name = "ddl",
    description = "Shows the statements that make the store's tables, for a database of your own.")
final class StoreDdlCommand implements Action {
  @Override
  public Result run() {
    List<String> statements = JdbcStore.ddl();
    return Result.done(Map.of("ddl", statements), String.join(";\n", statements) + ";");
  }
}
