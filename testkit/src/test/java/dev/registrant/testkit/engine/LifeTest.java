package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.ID;
import static dev.registrant.testkit.engine.StubProvider.app;
import static dev.registrant.testkit.engine.StubProvider.named;
import static dev.registrant.testkit.engine.StubProvider.sent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Account;
import dev.registrant.AccountConfiguration;
import dev.registrant.Policies;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.spi.RegistrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifeTest {
  private final FailingStore store = new FailingStore();
  private final Bench bench = new Bench(Policies.defaults(), store);

  /** What connections share. */
  private static final class Pool implements AutoCloseable {
    private final AtomicInteger closed = new AtomicInteger();

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void accountsAreOpenedAndClosedWhileTheRegistrantRuns() {
    Account second = bench.registrant.open(Bench.account("second"));
    assertEquals(List.of("main", "second"), names());
    assertSame(second, bench.registrant.account("second"));
    bench.registrant.close("main");
    bench.registrant.close("main");
    assertEquals(List.of("second"), names());
    assertEquals(1, bench.stub.connectionsClosed.get());
    second.apps().find(ID);
  }

  @Test
  void unknownAccountIsNotFoundAndThoseThereAreAreNamed() {
    var error =
        assertThrows(RegistrationException.NotFound.class, () -> bench.registrant.account("other"));
    assertTrue(error.getMessage().contains("Open are main"), error.getMessage());
  }

  @Test
  void callOnAClosedAccountIsRefusedBeforeTheProviderIsAsked() {
    Account account = bench.registrant.account("main");
    bench.registrant.close("main");
    bench.stub.find =
        (id, call) -> {
          throw new AssertionError("asked");
        };
    var error = assertThrows(RegistrationException.NotFound.class, () -> account.apps().find(ID));
    assertEquals("main", error.details().account().orElseThrow());
  }

  @Test
  void connectionIsClosedAfterTheLastCallReturned() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    bench.stub.find =
        (id, call) -> {
          asked.countDown();
          try {
            answer.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          assertEquals(0, bench.stub.connectionsClosed.get());
          return sent(call, "GET", app(named("x")));
        };
    Account account = bench.registrant.account("main");
    var found = CompletableFuture.supplyAsync(() -> account.apps().find(ID));
    asked.await();
    Thread closing = new Thread(() -> bench.registrant.close("main"));
    closing.start();
    while (closing.getState() != Thread.State.WAITING && closing.isAlive()) {
      Thread.onSpinWait();
    }
    assertEquals(0, bench.stub.connectionsClosed.get());
    assertThrows(RegistrationException.NotFound.class, () -> account.apps().list().toList());
    answer.countDown();
    assertEquals(ID, found.get(30, TimeUnit.SECONDS).app().id());
    closing.join();
    assertEquals(1, bench.stub.connectionsClosed.get());
  }

  @Test
  void takenNameOrIdIsRefusedAndItsConnectionClosed() {
    for (AccountConfiguration taken :
        List.of(
            Bench.account("main"),
            AccountConfiguration.builder("other", "stub").id("main").build())) {
      var error =
          assertThrows(
              RegistrationException.InvalidRequest.class, () -> bench.registrant.open(taken));
      assertEquals("duplicate-account", error.details().violations().get(0).code());
    }
    assertEquals(2, bench.stub.connectionsClosed.get());
    assertEquals(List.of("main"), names());
  }

  @Test
  void sharedResourceIsMadeOnceAndClosedWithTheRegistrant() {
    List<Pool> pools = new ArrayList<>();
    AtomicInteger made = new AtomicInteger();
    bench.stub.onConnect =
        context ->
            pools.add(
                context.shared(
                    Pool.class,
                    () -> {
                      made.incrementAndGet();
                      return new Pool();
                    }));
    bench.open("second");
    bench.open("third");
    assertEquals(1, made.get());
    assertSame(pools.get(0), pools.get(1));
    bench.registrant.close("second");
    assertEquals(0, pools.get(0).closed.get());
    bench.registrant.close();
    bench.registrant.close();
    assertEquals(1, pools.get(0).closed.get());
    assertEquals(3, bench.stub.connectionsClosed.get());
    assertTrue(store.closed);
  }

  @Test
  void connectionThatCannotBeClosedHindersNoOther() {
    bench.stub.onClose =
        () -> {
          throw new IllegalStateException();
        };
    bench.open("second");
    bench.registrant.close();
    assertEquals(2, bench.stub.connectionsClosed.get());
    assertTrue(store.closed);
  }

  @Test
  void closedRegistrantOpensNoAccount() {
    bench.registrant.close();
    assertThrows(IllegalStateException.class, () -> bench.open("second"));
  }

  @Test
  void defectOfAProviderAtOpeningIsToldWithoutItsMessage() {
    bench.stub.onConnect =
        context -> {
          throw new IllegalStateException("token s3cret");
        };
    var error = assertThrows(RegistrationException.ProtocolError.class, () -> bench.open("second"));
    assertFalse(error.getMessage().contains("s3cret"), error.getMessage());
    assertEquals("second", error.details().account().orElseThrow());
  }

  @Test
  void buildTellsTheProblemsOfAllAccountsAndLeavesNothingOpen() {
    StubProvider stub = new StubProvider();
    var builder =
        Registrant.builder()
            .providers(ProviderCatalog.of(List.of(stub)))
            .account(Bench.account("good"))
            .account(AccountConfiguration.builder("one", "stub").setting("x", "y").build())
            .account(AccountConfiguration.builder("two", "nowhere").build());
    var error = assertThrows(RegistrationException.InvalidRequest.class, builder::build);
    assertEquals(
        List.of("one.x unknown-setting", "two.provider unknown-provider"),
        error.details().violations().stream().map(v -> v.field() + " " + v.code()).toList());
    assertEquals(1, stub.connectionsClosed.get());
  }

  @Test
  void buildThatMeetsADefectLeavesNothingOpen() {
    StubProvider stub = new StubProvider();
    stub.onConnect =
        context -> {
          if (context.account().equals("broken")) {
            throw new IllegalStateException();
          }
        };
    var builder =
        Registrant.builder()
            .providers(ProviderCatalog.of(List.of(stub)))
            .account(Bench.account("good"))
            .account(Bench.account("broken"));
    assertThrows(RegistrationException.ProtocolError.class, builder::build);
    assertEquals(1, stub.connectionsClosed.get());
  }

  @Test
  void connectionContextTellsWhoseItIsAndTheRegistrantsTime() {
    bench.stub.onConnect =
        context -> {
          assertEquals("second", context.account());
          assertEquals("stub", context.provider());
          assertEquals(bench.platform.instant(), context.clock().instant());
          assertSame(bench.platform.random(), context.random());
        };
    bench.open("second");
  }

  private List<String> names() {
    return bench.registrant.accounts().stream().map(Account::name).toList();
  }
}
