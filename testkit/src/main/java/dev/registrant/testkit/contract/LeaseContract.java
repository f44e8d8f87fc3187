package dev.registrant.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Intent.Stage;
import dev.registrant.RegistrationId;
import dev.registrant.Store;
import dev.registrant.Store.Change;
import dev.registrant.Store.Lease;
import dev.registrant.Store.LeaseLost;
import dev.registrant.spi.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Leases and commits of a store, and what the tests of a store share. */
abstract class LeaseContract {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final int THREADS = 8;

  @RegisterExtension final NoSecretLeaks leaks = new NoSecretLeaks();
  final StoreSamples samples = new StoreSamples("acct_1");
  private @Nullable Store opened;

  public abstract Store open();

  @AfterEach
  void closeStore() {
    if (opened != null) {
      opened.close();
    }
  }

  @Test
  void aTakenLeaseIsRefusedToOthers() {
    take("name");

    assertEquals(Optional.empty(), store().lease("name", LATER.minusMillis(1), LATER));
  }

  @Test
  void aLeaseCanBeTakenWhenItsTimeIsOver() {
    Lease first = take("name");

    Lease second = store().lease("name", LATER, LATER.plusSeconds(60)).orElseThrow();

    assertTrue(second.epoch() > first.epoch());
  }

  @Test
  void aReleasedLeaseCanBeTakenAtOnceWithAHigherEpoch() {
    Lease first = take("name");
    store().release(first);

    assertTrue(take("name").epoch() > first.epoch());
  }

  @Test
  void aLeaseTellsUntilWhenItIsHeld() {
    Lease lease = take("name");
    store().leasedUntil("name").ifPresent(until -> assertEquals(LATER, until));
    assertEquals(Optional.empty(), store().leasedUntil("other"));

    store().release(lease);

    assertEquals(Optional.empty(), store().leasedUntil("name"));
  }

  @Test
  void leasesOfOtherNamesAreFree() {
    take("name");

    assertEquals("other", take("other").name());
  }

  @Test
  void noTwoLeasesHaveAnEpochInCommon() {
    assertTrue(take("a").epoch() != take("b").epoch());
  }

  @Test
  void releaseIsIdempotent() {
    Lease lease = take("name");
    store().release(lease);

    store().release(lease);

    assertTrue(store().lease("name", NOW, LATER).isPresent());
  }

  @Test
  void releaseOfALostLeaseLeavesTheNewOneAlone() {
    Lease lost = take("name");
    assertTrue(store().lease("name", LATER, LATER.plusSeconds(60)).isPresent());

    store().release(lost);

    assertEquals(Optional.empty(), store().lease("name", LATER, LATER.plusSeconds(60)));
  }

  @Test
  void onlyOneOfManyThreadsGetsALease() throws Exception {
    List<Boolean> taken = inThreads(i -> store().lease("name", NOW, LATER).isPresent());

    assertEquals(1, taken.stream().filter(got -> got).count());
  }

  @Test
  void aCommitOfAStolenLeaseWritesNothing() {
    Lease stolen = take("name");
    assertTrue(store().lease("name", LATER, LATER.plusSeconds(60)).isPresent());

    assertThrows(LeaseLost.class, () -> store().commit(stolen, samples.everything()));

    assertNothingIsKept();
  }

  @Test
  void aCommitOfAReleasedLeaseWritesNothing() {
    Lease released = take("name");
    store().release(released);

    assertThrows(LeaseLost.class, () -> store().commit(released, samples.everything()));

    assertNothingIsKept();
  }

  @Test
  void aLeaseBeyondItsTimeIsGoodWhileNobodyTookIt() {
    Lease lease = store().lease("name", NOW, NOW.plusMillis(1)).orElseThrow();

    store().commit(lease, samples.everything());

    assertEquals(1, store().registrations("acct_1").size());
  }

  @Test
  void everythingOfACommitIsThere() {
    commit(samples.everything());

    RegistrationId owner = samples.entry().id();
    assertAll(
        () -> assertEquals(Optional.of(samples.entry()), store().registration(owner)),
        () -> assertEquals(List.of(samples.info()), store().credentials(owner)),
        () -> assertEquals(Optional.of(samples.value()), store().reveal(samples.info().id())),
        () -> assertEquals(Optional.of(samples.intent()), store().intent("acct_1", "key")),
        () -> assertEquals(List.of(samples.action()), store().actions("acct_1")),
        () -> assertEquals(List.of(samples.duty()), store().duties("acct_1")),
        () -> assertEquals(List.of(samples.event()), store().audit(10)));
  }

  @Test
  void aRepeatedCommitChangesNothing() {
    Change change = samples.everything();
    change.events().clear();
    commit(change);

    commit(change);

    RegistrationId owner = samples.entry().id();
    assertAll(
        () -> assertEquals(List.of(samples.entry()), store().registrations("acct_1")),
        () -> assertEquals(List.of(samples.info()), store().credentials(owner)),
        () -> assertEquals(List.of(samples.intent()), store().openIntents("acct_1", NOW)),
        () -> assertEquals(List.of(samples.action()), store().actions("acct_1")),
        () -> assertEquals(List.of(samples.duty()), store().duties("acct_1")));
  }

  @Test
  void anEmptyCommitIsAllowed() {
    commit(new Change());

    assertNothingIsKept();
  }

  @Test
  void aChangeThatIsUsedOnDoesNotChangeWhatWasCommitted() {
    Change change = samples.everything();
    commit(change);

    change.registrations().clear();
    change.events().clear();

    assertEquals(1, store().registrations("acct_1").size());
  }

  @Test
  void commitsOfManyThreadsAreAllKept() throws Exception {
    inThreads(
        i -> {
          Lease lease = take("lease" + i);
          change(change -> change.intents().add(samples.intent("key" + i, Stage.STARTED)), lease);
          store().release(lease);
          return true;
        });

    assertEquals(THREADS, store().openIntents("acct_1", NOW).size());
  }

  @Test
  void closeIsIdempotent() {
    store().close();

    store().close();
  }

  final Store store() {
    if (opened == null) {
      leaks.watch(samples.value());
      opened = open();
    }
    return opened;
  }

  final Secret watched(Secret secret) {
    leaks.watch(secret);
    return secret;
  }

  private Lease take(String name) {
    return store().lease(name, NOW, LATER).orElseThrow();
  }

  final void commit(Change change) {
    Lease lease = take("commit");
    store().commit(lease, change);
    store().release(lease);
  }

  final void change(Consumer<Change> filling) {
    Change change = new Change();
    filling.accept(change);
    commit(change);
  }

  private void change(Consumer<Change> filling, Lease lease) {
    Change change = new Change();
    filling.accept(change);
    store().commit(lease, change);
  }

  final void assertNothingIsKept() {
    assertAll(
        () -> assertEquals(Optional.empty(), store().registration(samples.entry().id())),
        () -> assertEquals(List.of(), store().credentials(samples.entry().id())),
        () -> assertEquals(Optional.empty(), store().reveal(samples.info().id())),
        () -> assertEquals(Optional.empty(), store().intent("acct_1", "key")),
        () -> assertEquals(List.of(), store().actions("acct_1")),
        () -> assertEquals(List.of(), store().duties("acct_1")),
        () -> assertEquals(List.of(), store().audit(10)));
  }

  private interface Numbered<T> {
    T run(int number) throws Exception;
  }

  private <T> List<T> inThreads(Numbered<T> work) throws Exception {
    store();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<T>> calls = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        calls.add(() -> work.run(number));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
