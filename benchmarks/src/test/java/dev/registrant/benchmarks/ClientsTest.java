package dev.registrant.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.registrant.Registrant;
import dev.registrant.Registration;
import dev.registrant.Store;
import dev.registrant.spi.App;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every client that is measured does its work, with as many requests as it should. */
class ClientsTest {
  private Vendor vendor;
  private String url;

  @BeforeEach
  void start() throws Exception {
    vendor = Vendor.start(Duration.ZERO);
    url = "http://127.0.0.1:" + vendor.port();
  }

  @AfterEach
  void stop() {
    vendor.close();
  }

  @ParameterizedTest
  @EnumSource
  void findsTheAppAnewEachTime(Rival rival) throws Exception {
    try (AppClient client = rival.open(url)) {
      assertEquals(VendorAnswers.APP, client.find(VendorAnswers.APP.id()));
      assertEquals(VendorAnswers.APP, client.find(VendorAnswers.APP.id()));
    }

    assertEquals(2, vendor.requests());
  }

  @Test
  void createsWithTwoRequestsAndGivesTheName() {
    try (Registrant registrant = snyk()) {
      Registration made =
          registrant.account(Accounts.NAME).apps().create(Specs.named("Wanted"), "key");

      assertEquals("Wanted", made.app().metadata().clientName().orElseThrow());
      assertEquals(List.of(), made.differences());
      assertFalse(made.credentials().isEmpty());
    }
    assertEquals(2, vendor.requests());
  }

  @Test
  void createsByHandWithTheSameRequests() {
    CreateByHand.Queue queue = new CreateByHand(url).queue(3);

    queue.run();

    queue.requireDone();
    assertEquals(6, vendor.requests());
  }

  @Test
  void listsPageAfterPage() {
    try (Registrant registrant = snyk();
        Stream<App> apps = registrant.account(Accounts.NAME).apps().list()) {
      assertEquals(150, apps.limit(150).map(App::id).distinct().count());
    }
    assertEquals(2, vendor.requests());
  }

  @Test
  void countsWhatTheStoreIsAskedToWrite() {
    CountedStore counted = new CountedStore(Store.inMemory());
    try (Creator creator = new Creator(url, counted)) {
      creator.create(2);
    }

    CommitCount count = counted.count(2);
    assertEquals(2, count.leases());
    assertEquals(count.commits(), Math.rint(count.commits()));
    assertFalse(count.rows() < count.commits());
  }

  private Registrant snyk() {
    return Registrant.builder()
        .providers(OtherLimit.snykWithoutLimit())
        .account(Accounts.snyk(url))
        .build();
  }
}
