package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.Workshop.KEY;
import static dev.registrant.testkit.engine.Workshop.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Apps;
import dev.registrant.Platform;
import dev.registrant.Registration;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
  private final Workshop workshop = Workshop.listed();

  @AfterEach
  void close() {
    workshop.close();
  }

  @Test
  void appIsCreatedUnderAWorkingNameAndGetsItsOwn() {
    List<String> names = new ArrayList<>();
    workshop.trouble.onRequest(
        operation -> {
          if (operation == Operation.APPS_UPDATE) {
            names.addAll(workshop.names());
          }
        });
    Registration created = workshop.create();
    assertTrue(names.get(0).matches("registrant-[0-9a-f]{32}"), names.toString());
    assertEquals(List.of(), created.differences());
    workshop.requireOneGoodApp();
  }

  @Test
  void sameKeyGivesTheSameApp() {
    Registration first = workshop.create();
    assertEquals(first, workshop.create());
    assertEquals(1, workshop.requests(Operation.APPS_CREATE));
  }

  @Test
  void sameKeyGivesTheSameAppInAnotherProcess() {
    Registration first = workshop.create();
    Apps others = workshop.start(workshop.platform).account("main").apps();
    assertEquals(first, others.create(spec(), KEY));
    assertEquals(1, workshop.requests(Operation.APPS_CREATE));
  }

  @Test
  void sameKeyInManyThreadsOfTwoProcessesGivesTheSameApp() throws Exception {
    List<Apps> processes =
        List.of(
            workshop.start(Platform.system()).account("main").apps(),
            workshop.start(Platform.system()).account("main").apps());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Registration>> calls = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Apps apps = processes.get(i % 2);
      calls.add(() -> apps.create(spec(), KEY));
    }
    Set<Object> ids =
        threads.invokeAll(calls).stream()
            .map(IdempotencyKeyTest::get)
            .map(registration -> registration.id().orElseThrow())
            .collect(Collectors.toSet());
    threads.shutdown();
    assertEquals(1, ids.size());
    assertEquals(1, workshop.requests(Operation.APPS_CREATE));
    workshop.requireOneGoodApp();
  }

  @Test
  void otherSpecWithTheSameKeyIsAConflictAndNothingIsSent() {
    Registration first = workshop.create();
    List<Operation> sent = workshop.vendor.requests();
    ClientMetadata other = spec().toBuilder().redirectUris("https://example.com/other").build();
    var error =
        assertThrows(
            RegistrationException.Conflict.class, () -> workshop.apps().create(other, KEY));
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
    assertEquals(KEY, error.details().key().orElseThrow());
    assertEquals(List.of(first.app().id().value()), error.details().candidates());
    assertEquals(sent, workshop.vendor.requests());
  }

  @Test
  void sameSpecInAnotherOrderAndAsTextIsTheSame() {
    ClientMetadata one =
        ClientMetadata.builder().set("token_ttl_seconds", 60).clientName("payments").build();
    ClientMetadata other =
        ClientMetadata.builder().clientName("payments").set("token_ttl_seconds", "60").build();
    assertEquals(
        workshop.apps().create(one, KEY).app().id(), workshop.apps().create(other, KEY).app().id());
  }

  @Test
  void keyOfADeletedAppIsAConflictAndNothingIsSent() {
    workshop.apps().delete(workshop.create().app().id());
    List<Operation> sent = workshop.vendor.requests();
    var error = assertThrows(RegistrationException.Conflict.class, workshop::create);
    assertTrue(error.problem().contains("deleted"), error.problem());
    assertEquals(sent, workshop.vendor.requests());
  }

  @Test
  void keysOfAppsThatWereDeletedElsewhereAreAConflict() {
    Registration created = workshop.create();
    try (Workshop.Elsewhere elsewhere = workshop.elsewhere()) {
      elsewhere.apps().delete(created.app().id());
    }
    assertThrows(RegistrationException.Conflict.class, workshop::create);
    assertEquals(1, workshop.requests(Operation.APPS_CREATE));
  }

  @Test
  void withoutAKeyEachCallMakesAnApp() {
    workshop.apps().create(spec());
    workshop.apps().create(spec());
    assertEquals(List.of("payments", "payments"), workshop.names());
  }

  @Test
  void refusedCreateMayBeCalledAgainWithItsKey() {
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.refuse());
    var error = assertThrows(RegistrationException.Denied.class, workshop::create);
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
    workshop.create();
    workshop.requireOneGoodApp();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two words", "\u00e4", "line\nbreak"})
  void keyOfAnotherFormIsRefused(String key) {
    assertThrows(
        RegistrationException.InvalidRequest.class, () -> workshop.apps().create(spec(), key));
    assertThrows(
        RegistrationException.InvalidRequest.class,
        () -> workshop.apps().create(spec(), "k".repeat(201)));
    assertEquals(List.of(), workshop.vendor.requests());
  }

  private static Registration get(Future<Registration> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
