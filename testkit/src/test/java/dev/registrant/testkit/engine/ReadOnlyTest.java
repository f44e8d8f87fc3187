package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.ID;
import static dev.registrant.testkit.engine.StubProvider.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Account;
import dev.registrant.AccountConfiguration;
import dev.registrant.Policies;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.Store;
import dev.registrant.spi.HumanSteps.Evidence;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ReadOnlyTest {
  private final StubProvider stub = new StubProvider();
  private final List<Operation> sent = new ArrayList<>();
  private final Registrant registrant =
      Registrant.builder()
          .providers(ProviderCatalog.of(List.of(stub)))
          .account(Bench.account("main"))
          .policies(Policies.defaults().withReadOnly(true))
          .build();
  private final Account account = registrant.account("main");

  ReadOnlyTest() {
    var create = stub.create;
    stub.create =
        (metadata, call) -> {
          sent.add(call.operation());
          return create.answer(metadata, call);
        };
  }

  @AfterEach
  void close() {
    registrant.close();
  }

  @Test
  void readsAreMade() {
    account.apps().find(ID);
    assertEquals(0, account.apps().list().count());
  }

  @Test
  void writesAreRefusedBeforeAnythingIsSent() {
    refuses(() -> account.apps().create(named("x")));
    refuses(() -> account.apps().create(named("x"), "key"));
    refuses(() -> account.apps().update(ID, named("x")));
    refuses(() -> account.apps().delete(ID));
    refuses(registrant::reconcile);
    assertEquals(List.of(), sent);
  }

  @Test
  void capabilitiesAreThoseOfReading() {
    assertTrue(account.capabilities().supports(Operation.APPS_GET));
    assertFalse(account.capabilities().supports(Operation.APPS_CREATE));
  }

  @Test
  void whatPeopleDoIsNotTakenEither() {
    PaperProvider paper = new PaperProvider();
    Store store = Store.inMemory();
    String action;
    try (Registrant writing = paper(paper, store, false)) {
      writing.account("main").apps().create(named("x"));
      action = writing.account("main").actions().open().get(0).id();
      try (Registrant reading = paper(paper, store, true)) {
        var actions = reading.account("main").actions();
        assertEquals(1, actions.open().size());
        refuses(() -> actions.skip(action, "no"));
        refuses(() -> actions.complete(action, new Evidence(Map.of(), Map.of())));
      }
    }
  }

  private static Registrant paper(PaperProvider provider, Store store, boolean readOnly) {
    return Registrant.builder()
        .providers(ProviderCatalog.of(List.of(provider)))
        .policies(Policies.defaults().withReadOnly(readOnly))
        .store(store)
        .account(AccountConfiguration.builder("main", provider.id()).build())
        .build();
  }

  private static void refuses(Executable call) {
    var error = assertThrows(RegistrationException.Unsupported.class, call);
    assertTrue(error.getMessage().contains("only reads"), error.getMessage());
  }
}
