package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands at the simulated back end of ServiceTitan's portal. */
class PortalTest {
  private static final String ACCOUNT = "servicetitan-portal";

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void start() throws IOException {
    bench = new Bench(folder);
  }

  @AfterEach
  void nothingSecretIsAnywhere() {
    bench.close();
  }

  @Test
  void lifeOfAnApp() {
    String tenant = bench.sandbox().account("servicetitan").get("tenant");
    JsonNode created = create(tenant).ends(0).json();
    String id = created.path("app").path("id").asString("");
    assertEquals("app_key", created.path("credentials").path(0).path("kind").asString(""));
    assertEquals(0, created.path("actions").size());
    assertEquals(id, app().path("id").asString(""));

    JsonNode changed =
        bench
            .json(
                "apps",
                "update",
                id,
                "--account",
                ACCOUNT,
                "--scope",
                "tn.crm.customers:r",
                "--scope",
                "tn.crm.bookings:r",
                "--set",
                "tenants=" + tenant + "=pilot")
            .ends(0)
            .json();
    assertEquals(2, changed.path("app").path("metadata").path("version").asInt(0));
    assertEquals("pilot", app().path("tenants").path(0).path("note").asString(""));
    assertEquals(2, app().path("versions").size());

    bench.json("apps", "delete", id, "--account", ACCOUNT, "--yes").ends(0);
    assertEquals(0, bench.state("servicetitan").path("apps").size());
  }

  @Test
  void expiredTokenIsOneClearError() throws IOException {
    Map<String, String> account = bench.sandbox().account("servicetitan");
    bench.configure(
        yaml ->
            yaml.replace(
                Json.write(account.get("portalToken")),
                Json.write(account.get("expiredPortalToken"))));
    Cli.Run run = bench.json("apps", "list", "--account", ACCOUNT).ends(1);
    assertEquals("Unauthenticated", run.kind());
    assertTrue(run.error().path("advice").asString("").contains("Sign in"), run.out());
    run.hides(account.get("expiredPortalToken"));
  }

  private Cli.Run create(String tenant) {
    return bench.json(
        "apps",
        "create",
        "--account",
        ACCOUNT,
        "--name",
        "Robot",
        "--scope",
        "tn.crm.customers:r",
        "--set",
        "tenants=" + tenant);
  }

  private JsonNode app() {
    return bench.state("servicetitan").path("apps").path(0);
  }
}
