package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.ID;
import static dev.registrant.testkit.engine.StubProvider.app;
import static dev.registrant.testkit.engine.StubProvider.named;
import static dev.registrant.testkit.engine.StubProvider.sent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.testkit.FakePlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands in the log of a host that has no listener. */
class EventLogTest {
  private final List<String> lines = new ArrayList<>();
  private final List<Logger> opened = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          lines.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @AfterEach
  void letGo() {
    for (Logger logger : opened) {
      logger.removeHandler(handler);
      logger.setLevel(null);
    }
  }

  @Test
  void callStandsInTheLogOfCallsAtDebug() {
    listen("dev.registrant.calls");
    find();
    assertEquals(1, lines.size(), lines.toString());
    String line = lines.get(0);
    assertTrue(line.startsWith("registrant.call account=main operation=apps.get "), line);
    assertTrue(line.contains(" correlation=call_"), line);
    assertTrue(line.endsWith(" ending=done requests=1 millis=0"), line);
  }

  @Test
  void requestStandsInTheLogOfRequestsAtDebug() {
    listen("dev.registrant.requests");
    find();
    assertEquals(1, lines.size(), lines.toString());
    String line = lines.get(0);
    assertTrue(line.startsWith("registrant.request account=main operation=apps.get "), line);
    assertTrue(line.endsWith(" method=GET status=200 millis=0"), line);
  }

  private void listen(String name) {
    Logger logger = Logger.getLogger(name);
    logger.setLevel(Level.FINE);
    logger.addHandler(handler);
    opened.add(logger);
  }

  private static void find() {
    StubProvider stub = new StubProvider();
    stub.find = (id, call) -> sent(call, "GET", app(named("x")));
    try (Registrant registrant =
        Registrant.builder()
            .providers(ProviderCatalog.of(List.of(stub)))
            .platform(new FakePlatform())
            .account(Bench.account("main"))
            .build()) {
      registrant.account("main").apps().find(ID);
    }
  }
}
