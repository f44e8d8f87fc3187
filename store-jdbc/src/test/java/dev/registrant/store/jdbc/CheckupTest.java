package dev.registrant.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Store.Change;
import dev.registrant.spi.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckupTest {
  @TempDir Path directory;
  private Place place;
  private JdbcStore store;

  @BeforeEach
  void makeStore() {
    place = new Place(directory);
    store = place.open();
    Place.commit(store, Place.credential("cred_1", Secret.of("value-1")));
    Place.commit(store, Place.credential("cred_2", Secret.of("value-2")));
    Place.commit(store, Place.intent("key"));
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void aSoundStoreHasNoFindings() {
    assertEquals(List.of(), store.check());
  }

  @Test
  void everyDamageIsFound() {
    place.sql("UPDATE registrant_credentials SET sealed = x'0102' WHERE id = 'cred_2'");
    place.sql("UPDATE registrant_intents SET body = 'no json'");

    List<String> findings = store.check();

    assertEquals(2, findings.size(), findings.toString());
    assertTrue(findings.get(0).startsWith("registrant_intents: the row acct_1/key"));
    assertTrue(findings.get(1).startsWith("registrant_credentials: the value of cred_2"));
  }

  @Test
  void credentialsOfNobodyAreFound() {
    place.sql("DELETE FROM registrant_registrations");

    assertEquals(
        List.of(
            "registrant_credentials: cred_1 belongs to no registration that is known",
            "registrant_credentials: cred_2 belongs to no registration that is known"),
        store.check());
  }

  @Test
  void twoRegistrationsOfOneAppAreFound() {
    place.sql(
        "INSERT INTO registrant_registrations SELECT replace(id, '0', '1'), account_id, app_id,"
            + " living, seq, body FROM registrant_registrations");

    assertEquals(
        List.of("registrant_registrations: the app app-1 has more than one living registration"),
        store.check());
  }

  @Test
  void aMissingTableIsFound() {
    place.sql("DROP TABLE registrant_duties");

    assertEquals(1, store.check().size());
  }

  @Test
  void anExportIsOneRecordInALine() {
    Change change = new Change();
    change
        .events()
        .add(
            new dev.registrant.Store.AuditEvent(
                Place.NOW, "me", "c", "app.created", "acct_1", "a\nb"));
    Place.commit(store, change);

    List<JsonNode> lines = export();

    assertEquals(
        List.of(
            "meta",
            "meta",
            "meta",
            "meta",
            "registrations",
            "credentials",
            "credentials",
            "intents",
            "audit"),
        lines.stream().map(line -> line.path("table").stringValue()).toList());
    assertEquals("a name", lines.get(7).at("/body/wanted/client_name").stringValue());
    assertEquals("client_secret", lines.get(5).at("/body/kind").stringValue());
  }

  @Test
  void anExportMarksWhatItCannotRead() {
    place.sql("UPDATE registrant_intents SET body = 'no json'");

    assertTrue(export().get(7).path("unreadable").booleanValue());
  }

  private List<JsonNode> export() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.export(out);
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }
}
