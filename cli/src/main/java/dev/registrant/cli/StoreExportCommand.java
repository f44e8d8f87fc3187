package dev.registrant.cli;

import dev.registrant.store.jdbc.JdbcStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Shows all records of the store. */
@Command(
    name = "export",
    description = "Shows every record of the store as JSON, one in a line, without secrets.")
final class StoreExportCommand implements Action {
  private final Session session;

  StoreExportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() {
    JdbcStore store = StoreWork.require(session);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StoreWork.of(
        () -> {
          store.export(out);
          return true;
        });
    String lines = out.toString(StandardCharsets.UTF_8).stripTrailing();
    List<JsonNode> records =
        lines.lines().map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8))).toList();
    return Result.done(Map.of("records", records), lines);
  }
}
