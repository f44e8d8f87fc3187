package dev.registrant.store.jdbc;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes every record as JSON, in one consistent state. */
final class Export {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String PREFIX = "registrant_";

  private static final List<String> QUERIES =
      List.of(
          "SELECT name, number, text FROM registrant_meta ORDER BY name",
          "SELECT id, account_id, app_id, body FROM registrant_registrations ORDER BY seq",
          "SELECT id, account_id, owner, body FROM registrant_credentials ORDER BY seq",
          "SELECT account_id, intent_key, body FROM registrant_intents ORDER BY seq",
          "SELECT id, account_id, registration, body FROM registrant_actions ORDER BY seq",
          "SELECT id, account_id, app_id, body FROM registrant_duties ORDER BY seq",
          "SELECT happened_at, actor, correlation, event, account_id, subject"
              + " FROM registrant_audit ORDER BY seq");

  private final Database database;

  Export(Database database) {
    this.database = database;
  }

  void write(OutputStream out) {
    OutputStream buffered = new BufferedOutputStream(out);
    database.read(
        session -> {
          for (String query : QUERIES) {
            table(session, query, buffered);
          }
          return true;
        });
    try {
      buffered.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void table(Session session, String query, OutputStream out) throws SQLException {
    String table = query.replaceFirst(".* FROM " + PREFIX + "(\\w+) .*", "$1");
    session.each(
        row -> {
          try {
            out.write(line(table, row).getBytes(StandardCharsets.UTF_8));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return true;
        },
        query);
  }

  private static String line(String table, ResultSet row) throws SQLException {
    ObjectNode line = MAPPER.createObjectNode().put("table", table);
    ResultSetMetaData columns = row.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnLabel(i);
      String value = row.getString(i);
      if (value == null) {
        continue;
      }
      if (name.equals("number")) {
        line.put(name, row.getLong(i));
      } else if (name.equals("body")) {
        body(line, value);
      } else {
        line.put(name, value);
      }
    }
    return line + "\n";
  }

  private static void body(ObjectNode line, String value) {
    try {
      line.set("body", MAPPER.readTree(value));
    } catch (RuntimeException e) {
      line.put("unreadable", true);
    }
  }
}
