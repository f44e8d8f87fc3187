package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.CacheStatistics;
import dev.registrant.Policies;
import dev.registrant.Policies.CachePolicy;
import dev.registrant.Registration;
import dev.registrant.Store;
import dev.registrant.spi.AppId;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept, and for how long. */
class CacheTest extends CacheScenario {
  @Test
  void appThatWasJustReadIsNotReadAgain() {
    Registration first = bench.apps().find(ID);
    name.set("second");
    assertEquals(first, bench.apps().find(ID));
    assertEquals(1, requests.get());
  }

  @Test
  void appIsReadAgainWhenItsTimeIsOver() {
    bench.apps().find(ID);
    name.set("second");
    bench.platform.advance(Duration.ofSeconds(30));
    assertEquals("second", nameOf(bench.apps().find(ID)));
  }

  @Test
  void freshReadGoesToTheVendorAndIsKept() {
    bench.apps().find(ID);
    name.set("second");
    assertEquals("second", nameOf(bench.apps().fresh().find(ID)));
    assertEquals("second", nameOf(bench.apps().find(ID)));
    assertEquals(2, requests.get());
  }

  @Test
  void nothingIsKeptWithoutAPolicy() {
    bench.close();
    bench = new Bench(Policies.defaults().withCache(Optional.empty()), Store.inMemory());
    countReads();
    bench.apps().find(ID);
    bench.apps().find(ID);
    assertEquals(2, requests.get());
    assertEquals(new CacheStatistics(0, 0, 0, 0), statistics());
  }

  @Test
  void noMoreAppsAreKeptThanAllowed() {
    bench.close();
    CachePolicy small = new CachePolicy(2, Duration.ofSeconds(30));
    bench = new Bench(Policies.defaults().withCache(Optional.of(small)), Store.inMemory());
    countReads();
    for (int i = 0; i < 20; i++) {
      bench.apps().find(new AppId("app-" + i));
    }
    assertTrue(statistics().size() <= 2, statistics().toString());
    assertEquals(18, statistics().evictions());
  }

  @Test
  void missingAppIsNotRemembered() {
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(404);
          throw Failures.notFound();
        };
    assertThrows(RegistrationException.NotFound.class, () -> bench.apps().find(ID));
    countReads();
    assertEquals("first", nameOf(bench.apps().find(ID)));
  }

  @Test
  void statisticsTellHitsAndMisses() {
    bench.apps().find(ID);
    bench.apps().find(ID);
    bench.apps().find(ID);
    assertEquals(new CacheStatistics(2, 1, 0, 1), statistics());
  }

  @Test
  void readByTheIdOfTheRegistrationCountsOnce() {
    AppId ours = new AppId(bench.apps().adopt(ID).id().orElseThrow().value());
    bench.apps().find(ours);
    bench.apps().find(ours);
    assertEquals(new CacheStatistics(1, 1, 0, 1), statistics());
  }

  @Test
  void accountsDoNotShareApps() {
    var second = bench.open("second");
    bench.apps().find(ID);
    second.find(ID);
    assertEquals(2, requests.get());
  }

  @Test
  void closedAccountServesNothing() {
    var apps = bench.apps();
    apps.find(ID);
    bench.registrant.close("main");
    assertThrows(RegistrationException.NotFound.class, () -> apps.find(ID));
  }

  @Test
  void credentialThatAReadBringsIsTold() {
    bench.apps().adopt(ID);
    bench.apps().find(ID);
    bench.stub.find = (id, call) -> StubProvider.bringing(Secret.of("s3cret"), call);
    assertEquals(1, bench.apps().fresh().find(ID).credentials().size());
    assertEquals(1, bench.apps().find(ID).credentials().size());
  }
}
