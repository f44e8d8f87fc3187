package dev.registrant.provider.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.registrant.spi.App;
import dev.registrant.spi.ClientMetadata;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StepsTest {
  private static final ClientMetadata NAME_AND_METHOD = TestAccount.byKeys("b");

  private final TestAccount account = TestAccount.at(URI.create("https://a.example"));
  private final App app = TestAccount.app("5", "a");

  @AfterEach
  void close() throws Exception {
    account.close();
  }

  @Test
  void nameComesFirstAndSwitchingOffBeforeTheMethod() {
    assertEquals(
        List.of("client_name", "state", "token_endpoint_auth_method"),
        changed(app, NAME_AND_METHOD.with(TestAccount.state("inactive"))));
  }

  @Test
  void switchingOnComesLast() {
    App off =
        new App(
            app.id(),
            app.clientId(),
            app.status(),
            app.metadata().with(TestAccount.state("inactive")));
    assertEquals(
        List.of("client_name", "token_endpoint_auth_method", "state"),
        changed(off, NAME_AND_METHOD.with(TestAccount.state("active"))));
  }

  @Test
  void whatIsSoAlreadyTakesNoStep() {
    assertEquals(
        List.of("client_name"),
        changed(app, TestAccount.basic("b").with(TestAccount.state("active"))));
  }

  @Test
  void lastStepIsWhatIsWanted() {
    ClientMetadata wanted = app.metadata().with(NAME_AND_METHOD);
    List<ClientMetadata> steps = account.connection().apps().steps(app, wanted);
    assertEquals(wanted, steps.get(steps.size() - 1));
  }

  @Test
  void noChangeIsOneStep() {
    assertEquals(List.of(app.metadata()), account.connection().apps().steps(app, app.metadata()));
  }

  /** The field each step changes; a step that changes several fails. */
  private List<String> changed(App current, ClientMetadata changes) {
    List<String> fields = new ArrayList<>();
    ClientMetadata reached = current.metadata();
    for (ClientMetadata step :
        account.connection().apps().steps(current, current.metadata().with(changes))) {
      ClientMetadata before = reached;
      List<String> differing =
          step.fields().keySet().stream()
              .filter(field -> !step.text(field).equals(before.text(field)))
              .toList();
      assertEquals(1, differing.size(), differing::toString);
      fields.addAll(differing);
      reached = step;
    }
    return fields;
  }
}
