package dev.registrant.testkit.engine;

import static dev.registrant.testkit.engine.StubProvider.ID;
import static dev.registrant.testkit.engine.StubProvider.app;
import static dev.registrant.testkit.engine.StubProvider.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.CredentialInfo;
import dev.registrant.Policies;
import dev.registrant.Registration;
import dev.registrant.spi.Answer;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.CredentialChange;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.testkit.contract.NoSecretLeaks;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SealingTest {
  private static final Secret FIRST = Secret.of("first-secret-value");
  private static final Secret SECOND = Secret.of("second-secret-value");

  @RegisterExtension final NoSecretLeaks leaks = new NoSecretLeaks();
  private final FailingStore store = new FailingStore();
  private final Bench bench = new Bench(Policies.defaults(), store);

  @BeforeEach
  void createBringsASecret() {
    leaks.watch(FIRST);
    leaks.watch(SECOND);
    bench.stub.create =
        (metadata, call) -> {
          call.beforeRequest("POST").answered(201);
          return with(FIRST, false, app(metadata));
        };
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void secretOfANewAppIsInTheStoreWhenCreateReturns() {
    Registration registration = bench.apps().create(named("x"));
    leaks.requireClean("the registration", registration);
    CredentialInfo credential = registration.credentials().get(0);
    assertEquals(CredentialKind.CLIENT_SECRET, credential.kind());
    assertEquals(CredentialInfo.State.CURRENT, credential.state());
    assertEquals(FIRST, store.reveal(credential.id()).orElseThrow());
    assertEquals(registration.id(), bench.apps().find(ID).id());
  }

  @Test
  void secretThatCannotBeStoredIsToldWithTheAppAndWithoutItsValue() {
    store.failAt(change -> !change.credentials().isEmpty());
    var error =
        assertThrows(
            RegistrationException.SecretNotStored.class, () -> bench.apps().create(named("x")));
    leaks.requireClean(error);
    assertEquals(Outcome.APPLIED, error.outcome());
    assertEquals(List.of(ID.value()), error.details().candidates());
    assertEquals("req-5", error.requestId().orElseThrow());
    assertTrue(error.getMessage().contains("the disk is full"), error.getMessage());
    assertEquals(Optional.empty(), store.registration("main", ID));
  }

  @Test
  void createWhoseSecretCannotBeStoredIsNotRepeated() {
    store.failAt(change -> !change.credentials().isEmpty());
    var error =
        assertThrows(
            RegistrationException.SecretNotStored.class, () -> bench.apps().create(named("x")));
    assertEquals(1, error.details().attempts().orElseThrow());
  }

  @Test
  void registrationThatCannotBeStoredIsToldWithTheApp() {
    store.failAt(change -> !change.registrations().isEmpty());
    var error =
        assertThrows(
            RegistrationException.SecretNotStored.class, () -> bench.apps().create(named("x")));
    assertEquals(List.of(ID.value()), error.details().candidates());
  }

  @Test
  void credentialOfAReadIsKeptAndEndsTheOneBefore() {
    Registration created = bench.apps().create(named("x"));
    findBrings(SECOND);
    Registration found = bench.apps().find(ID);
    assertEquals(created.id(), found.id());
    assertEquals(
        List.of(CredentialInfo.State.REVOKED, CredentialInfo.State.CURRENT),
        found.credentials().stream().map(CredentialInfo::state).toList());
    assertEquals(SECOND, store.reveal(found.credentials().get(1).id()).orElseThrow());
  }

  @Test
  void credentialOfAReadOfAForeignAppIsKept() {
    findBrings(SECOND);
    Registration found = bench.apps().find(ID);
    assertTrue(found.id().isPresent());
    assertEquals(SECOND, store.reveal(found.credentials().get(0).id()).orElseThrow());
  }

  @Test
  void credentialOfAReadThatCannotBeStoredIsToldThoughTheStoreCannotEvenBeRead() {
    findBrings(SECOND);
    var brings = bench.stub.find;
    bench.stub.find =
        (id, call) -> {
          store.unreadable = true;
          return brings.answer(id, call);
        };
    var error =
        assertThrows(RegistrationException.SecretNotStored.class, () -> bench.apps().find(ID));
    leaks.requireClean(error);
    assertEquals(List.of(ID.value()), error.details().candidates());
  }

  @Test
  void credentialsOfAListBelongToNoAppAndAreRefused() {
    bench.stub.list =
        (cursor, call) -> with(SECOND, false, new AppPage(List.of(), Optional.empty()));
    var error =
        assertThrows(RegistrationException.ProtocolError.class, () -> bench.apps().list().toList());
    leaks.requireClean(error);
  }

  @Test
  void storeThatCannotBeReadIsToldAndNothingIsSent() {
    store.unreadable = true;
    var error = assertThrows(RegistrationException.Unavailable.class, () -> bench.apps().find(ID));
    assertTrue(error.getMessage().contains("the disk is full"), error.getMessage());
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
    assertEquals(0, error.details().attempts().orElseThrow());
  }

  private void findBrings(Secret secret) {
    bench.stub.find =
        (id, call) -> {
          call.beforeRequest("GET").answered(200);
          return with(secret, true, app(named("x")));
        };
  }

  private static <T> Answer<T> with(Secret secret, boolean replacesOthers, T value) {
    return new Answer<>(
        value,
        List.of(
            replacesOthers
                ? CredentialChange.replacing(CredentialKind.CLIENT_SECRET, secret)
                : CredentialChange.added(CredentialKind.CLIENT_SECRET, secret)),
        Optional.of("req-5"));
  }
}
