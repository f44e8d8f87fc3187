package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.ID;
import static dev.registrant.testkit.engine.StubProvider.app;
import static dev.registrant.testkit.engine.StubProvider.named;
import static dev.registrant.testkit.engine.StubProvider.sent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.Backlog;
import dev.registrant.Event;
import dev.registrant.Event.BreakerChanged;
import dev.registrant.Event.BreakerChanged.State;
import dev.registrant.Event.CallEnded;
import dev.registrant.Event.Reconciled;
import dev.registrant.Event.Repeating;
import dev.registrant.Event.RequestEnded;
import dev.registrant.Event.Waiting;
import dev.registrant.Event.Waiting.Reason;
import dev.registrant.Listener;
import dev.registrant.Policies;
import dev.registrant.Policies.BreakerPolicy;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.RegistrantBuilder;
import dev.registrant.Store;
import dev.registrant.spi.Answer;
import dev.registrant.spi.CredentialChange;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RateScope;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.testkit.FakePlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WatchingTest {
  private final StubProvider stub = new StubProvider();
  private final FakePlatform platform = new FakePlatform();
  private final Store store = Store.inMemory();
  private final List<Event> events = new ArrayList<>();

  @Test
  void callAndItsRequestsAreTold() {
    stub.find =
        (id, call) -> {
          var permit = call.beforeRequest("GET");
          platform.advance(Duration.ofMillis(5));
          permit.answered(200);
          return Answer.of(app(named("x")), Optional.empty());
        };
    try (Registrant registrant = start()) {
      registrant.account("main").apps().find(ID);
    }
    CallEnded call = only(CallEnded.class);
    assertEquals(
        new CallEnded(
            "main",
            "stub",
            Operation.APPS_GET,
            call.correlation(),
            "done",
            1,
            Duration.ofMillis(5)),
        call);
    assertEquals(
        new RequestEnded(
            "main",
            "stub",
            Operation.APPS_GET,
            call.correlation(),
            "GET",
            OptionalInt.of(200),
            Duration.ofMillis(5)),
        only(RequestEnded.class));
  }

  @Test
  void kindOfTheErrorIsTheEnding() {
    stub.find =
        (id, call) -> {
          call.beforeRequest("GET").unanswered();
          throw Failures.notFound();
        };
    try (Registrant registrant = start()) {
      assertThrows(
          RegistrationException.NotFound.class, () -> registrant.account("main").apps().find(ID));
    }
    assertEquals("NotFound", only(CallEnded.class).ending());
    assertEquals(OptionalInt.empty(), only(RequestEnded.class).status());
  }

  @Test
  void repeatsAndTheirWaitsAreTold() {
    boolean[] failed = {false};
    stub.find =
        (id, call) -> {
          if (!failed[0]) {
            failed[0] = true;
            throw Failures.unavailable();
          }
          return sent(call, "GET", app(named("x")));
        };
    try (Registrant registrant = start()) {
      registrant.account("main").apps().find(ID);
    }
    Repeating repeating = only(Repeating.class);
    assertEquals("Unavailable", repeating.kind());
    assertEquals(1, repeating.attempt());
    Waiting waiting = only(Waiting.class);
    assertEquals(Reason.REPEAT, waiting.reason());
    assertEquals(platform.slept(), waiting.time());
  }

  @Test
  void waitsForOurLimitAndForTheVendorsPauseAreToldApart() {
    stub.scope = new RateScope("limited", OptionalInt.of(1), Duration.ZERO);
    try (Registrant registrant = start()) {
      var apps = registrant.account("main").apps().fresh();
      apps.find(ID);
      apps.find(ID);
      assertEquals(Reason.LIMIT, only(Waiting.class).reason());
      events.clear();
      var second = stub.find;
      stub.find =
          (id, call) -> {
            call.beforeRequest("GET").answered(429);
            throw Failures.tooMany(Optional.of(Duration.ofSeconds(40)));
          };
      assertThrows(RegistrationException.RateLimited.class, () -> apps.find(ID));
      platform.advance(Duration.ofSeconds(20));
      events.clear();
      stub.find = second;
      apps.find(ID);
      assertEquals(Reason.PAUSE, only(Waiting.class).reason());
    }
  }

  @Test
  void statesOfTheBreakerAreTold() {
    stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(500);
          throw Failures.notFound();
        };
    Policies policies =
        Policies.defaults()
            .withBreaker(Optional.of(new BreakerPolicy(2, 100, Duration.ofSeconds(60))));
    try (Registrant registrant = start(policies, events::add)) {
      var apps = registrant.account("main").apps();
      for (int i = 0; i < 2; i++) {
        assertThrows(RegistrationException.class, () -> apps.find(ID));
      }
      platform.advance(Duration.ofSeconds(61));
      stub.find = (id, call) -> sent(call, "GET", app(named("x")));
      for (int i = 0; i < 3; i++) {
        apps.fresh().find(ID);
      }
    }
    assertEquals(
        List.of(State.OPEN, State.HALF_OPEN, State.CLOSED),
        all(BreakerChanged.class).stream().map(BreakerChanged::state).toList());
  }

  @Test
  void reconciliationIsTold() {
    try (Registrant registrant = start()) {
      assertEquals(registrant.reconcile(), only(Reconciled.class).result());
    }
  }

  @Test
  void listenerThatThrowsDisturbsNobody() {
    Listener broken =
        event -> {
          throw new IllegalStateException("broken");
        };
    try (Registrant registrant =
        builder(Policies.defaults()).listener(broken).listener(events::add).build()) {
      registrant.account("main").apps().find(ID);
    }
    assertEquals(2, events.size());
  }

  @Test
  void listenerWithAnErrorDisturbsNobody() {
    for (Error error :
        List.of(
            new NoClassDefFoundError("missing"), new AssertionError(), new StackOverflowError())) {
      events.clear();
      stub.create =
          (metadata, call) -> {
            call.beforeRequest("POST").answered(201);
            return new Answer<>(
                app(metadata),
                List.of(CredentialChange.replacing(CredentialKind.CLIENT_SECRET, Secret.of("s"))),
                Optional.empty());
          };
      try (Registrant registrant = throwing(error).listener(events::add).build()) {
        assertEquals(1, registrant.account("main").apps().create(named("x")).credentials().size());
      }
      assertEquals("done", only(CallEnded.class).ending());
    }
  }

  @Test
  void failureOfTheVirtualMachineInAListenerIsPassedOn() {
    try (Registrant registrant = throwing(new InternalError()).build()) {
      assertThrows(InternalError.class, () -> registrant.account("main").apps().find(ID));
    }
  }

  @Test
  void eventsHoldNamesThatDoNotChange() {
    try (Registrant registrant = start()) {
      registrant.account("main").apps().find(ID);
      registrant.reconcile();
    }
    assertEquals(
        List.of("registrant.request", "registrant.call", "registrant.call", "registrant.reconcile"),
        events.stream().map(Event::name).toList());
  }

  @Test
  void backlogTellsWhatIsOpenAndHowOldItIs() {
    try (Registrant registrant = start()) {
      assertEquals(List.of(new Backlog("main", 0, Duration.ZERO, 0, 0)), registrant.backlog());
      stub.create =
          (metadata, call) -> {
            call.beforeRequest("POST").unanswered();
            throw Failures.lost();
          };
      assertThrows(
          RegistrationException.OutcomeUnknown.class,
          () -> registrant.account("main").apps().create(named("x"), "key"));
      platform.advance(Duration.ofMinutes(7));
      assertEquals(
          List.of(new Backlog("main", 1, Duration.ofMinutes(7), 0, 0)), registrant.backlog());
      registrant.reconcile();
      assertEquals(1, registrant.backlog().get(0).decisions());
    }
  }

  private RegistrantBuilder throwing(Error error) {
    return builder(Policies.defaults())
        .store(Store.inMemory())
        .listener(
            event -> {
              throw error;
            });
  }

  private Registrant start() {
    return start(Policies.defaults(), events::add);
  }

  private Registrant start(Policies policies, Listener listener) {
    return builder(policies).listener(listener).build();
  }

  private RegistrantBuilder builder(Policies policies) {
    return Registrant.builder()
        .providers(ProviderCatalog.of(List.of(stub)))
        .platform(platform)
        .policies(policies)
        .store(store)
        .account(Bench.account("main"));
  }

  private <E extends Event> E only(Class<E> type) {
    List<E> found = all(type);
    assertEquals(1, found.size(), events.toString());
    return found.get(0);
  }

  private <E extends Event> List<E> all(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
