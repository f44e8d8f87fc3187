package dev.registrant.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.registrant.CredentialInfo;
import dev.registrant.Duty;
import dev.registrant.Intent;
import dev.registrant.Intent.Stage;
import dev.registrant.OutstandingAction;
import dev.registrant.Store;
import dev.registrant.Store.AuditEvent;
import dev.registrant.Store.Entry;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every store keeps to. A store runs it by a test class that extends this one:
 *
 * <pre>{@code
 * class InMemoryStoreTest extends StoreContract {
 *   public Store open() { return Store.inMemory(); }
 * }
 * }</pre>
 */
public abstract class StoreContract extends LeaseContract {
  /** For subclasses. */
  protected StoreContract() {}

  /** Opens an empty store. Called once in a test; the store is closed after it. */
  @Override
  public abstract Store open();

  @Test
  void aRegistrationIsReplacedById() {
    commit(samples.everything());
    Entry changed = samples.entry("app-2", Optional.empty());

    change(change -> change.registrations().add(changed));

    assertEquals(List.of(changed), store().registrations("acct_1"));
  }

  @Test
  void aDeletedRegistrationIsFoundByItsIdOnly() {
    Entry deleted = samples.entry("app-1", Optional.of(NOW));
    change(change -> change.registrations().add(deleted));

    assertAll(
        () -> assertEquals(Optional.of(deleted), store().registration(deleted.id())),
        () -> assertEquals(Optional.empty(), store().registration("acct_1", new AppId("app-1"))),
        () -> assertEquals(List.of(), store().registrations("acct_1")));
  }

  @Test
  void aRegistrationIsFoundByItsApp() {
    commit(samples.everything());

    assertEquals(
        Optional.of(samples.entry()), store().registration("acct_1", samples.entry().appId()));
  }

  @Test
  void theLivingRegistrationOfAnAppIsFoundBesideADeletedOne() {
    Entry living = new StoreSamples("acct_1").entry();
    change(
        change -> {
          change.registrations().add(samples.entry(living.appId().value(), Optional.of(NOW)));
          change.registrations().add(living);
        });

    assertEquals(Optional.of(living), store().registration("acct_1", living.appId()));
  }

  @Test
  void accountsAreKeptApart() {
    commit(samples.everything());

    assertAll(
        () -> assertEquals(Optional.empty(), store().intent("acct_2", "key")),
        () -> assertEquals(List.of(), store().openIntents("acct_2", NOW)),
        () ->
            assertEquals(Optional.empty(), store().registration("acct_2", samples.entry().appId())),
        () -> assertEquals(List.of(), store().registrations("acct_2")),
        () -> assertEquals(List.of(), store().actions("acct_2")),
        () -> assertEquals(List.of(), store().duties("acct_2")));
  }

  @Test
  void theSameKeyServesTwoAccounts() {
    StoreSamples others = new StoreSamples("acct_2");
    commit(samples.everything());

    commit(others.everything());

    assertAll(
        () -> assertEquals(Optional.of(samples.intent()), store().intent("acct_1", "key")),
        () -> assertEquals(Optional.of(others.intent()), store().intent("acct_2", "key")));
  }

  @Test
  void anIntentIsReplacedByItsKey() {
    commit(samples.everything());
    Intent done = samples.intent().at(Stage.NAMING, "waits");

    change(change -> change.intents().add(done));

    assertEquals(Optional.of(done), store().intent("acct_1", "key"));
  }

  @Test
  void aClosedIntentIsFoundByItsKey() {
    Intent closed = samples.intent("key", Stage.NOT_APPLIED);

    change(change -> change.intents().add(closed));

    assertEquals(Optional.of(closed), store().intent("acct_1", "key"));
  }

  @Test
  void aFinishedIntentIsGone() {
    commit(samples.everything());

    change(change -> change.finishedIntents().add(samples.intent()));

    assertEquals(Optional.empty(), store().intent("acct_1", "key"));
  }

  @Test
  void whatIsNotThereMayBeFinished() {
    change(
        change -> {
          change.finishedIntents().add(samples.intent());
          change.doneDuties().add(samples.duty());
        });

    assertNothingIsKept();
  }

  @Test
  void intentsOfEveryOpenStageAreOpen() {
    List<Stage> open =
        IntStream.range(0, Stage.values().length)
            .mapToObj(i -> Stage.values()[i])
            .filter(stage -> !stage.isClosed())
            .toList();
    change(
        change -> open.forEach(stage -> change.intents().add(samples.intent(stage.name(), stage))));

    assertEquals(open, store().openIntents("acct_1", NOW).stream().map(Intent::stage).toList());
  }

  @Test
  void closedIntentsAreNotOpen() {
    change(
        change -> {
          change.intents().add(samples.intent("a", Stage.DONE));
          change.intents().add(samples.intent("b", Stage.NOT_APPLIED));
        });

    assertEquals(List.of(), store().openIntents("acct_1", NOW));
  }

  @Test
  void aClosedIntentWithALostAttemptIsOpenAsLongAsItIsWatched() {
    Intent lost = samples.lostIntent("key", NOW);
    change(change -> change.intents().add(lost));

    List<Instant> times = new ArrayList<>();
    for (long minutes = -60; minutes <= Duration.ofDays(8).toMinutes(); minutes += 30) {
      times.add(NOW.plus(Duration.ofMinutes(minutes)));
      times.add(NOW.plus(Duration.ofMinutes(minutes)).minusNanos(1));
    }
    assertAll(
        times.stream()
            .map(
                time ->
                    () ->
                        assertEquals(
                            lost.isOpenOrWatched(time),
                            !store().openIntents("acct_1", time).isEmpty(),
                            time.toString())));
  }

  @Test
  void openIntentsComeOldestFirst() {
    for (String key : List.of("c", "a", "b")) {
      change(change -> change.intents().add(samples.intent(key, Stage.STARTED)));
    }
    change(change -> change.intents().add(samples.intent("c", Stage.NAMING)));

    assertEquals(
        List.of("c", "a", "b"),
        store().openIntents("acct_1", NOW).stream().map(Intent::key).toList());
  }

  @Test
  void aCredentialsStateChangesWithoutItsValue() {
    commit(samples.everything());
    CredentialInfo revoked = samples.info().in(CredentialInfo.State.REVOKED);

    change(change -> change.credentialStates().add(revoked));

    assertAll(
        () -> assertEquals(List.of(revoked), store().credentials(samples.entry().id())),
        () -> assertEquals(Optional.of(samples.value()), store().reveal(revoked.id())));
  }

  @Test
  void theStateOfAnUnknownCredentialIsLeftOut() {
    change(change -> change.credentialStates().add(samples.info()));

    assertEquals(List.of(), store().credentials(samples.entry().id()));
  }

  @Test
  void aCredentialsValueIsReplacedById() {
    commit(samples.everything());
    Secret other = watched(Secret.of("another-value-of-the-credential"));

    change(change -> change.credentials().add(samples.credential(samples.info(), other)));

    assertEquals(Optional.of(other), store().reveal(samples.info().id()));
  }

  @Test
  void credentialsComeOldestFirst() {
    List<CredentialInfo> infos = List.of(info("c"), info("a"), info("b"));
    for (CredentialInfo info : infos) {
      change(change -> change.credentials().add(samples.credential(info, samples.value())));
    }
    change(change -> change.credentials().add(samples.credential(info("c"), samples.value())));

    assertEquals(infos, store().credentials(samples.entry().id()));
  }

  @Test
  void valuesComeBackAsTheyAre() {
    for (String text : List.of("a", " ", "ä€😀\u0000\r\n\t'\"\\;--", "x".repeat(20_000))) {
      Secret value = Secret.of(text);
      change(change -> change.credentials().add(samples.credential(samples.info(), value)));

      assertEquals(Optional.of(value), store().reveal(samples.info().id()));
    }
  }

  @Test
  void anUnknownCredentialHasNoValue() {
    assertEquals(Optional.empty(), store().reveal("cred_0"));
  }

  @Test
  void intentsComeBackAsTheyAre() {
    Collection<Intent> all = samples.intentsOfEveryForm();
    change(change -> change.intents().addAll(all));

    assertAll(
        all.stream()
            .map(
                intent ->
                    () ->
                        assertEquals(Optional.of(intent), store().intent("acct_1", intent.key()))));
  }

  @Test
  void registrationsComeBackAsTheyAre() {
    Collection<Entry> all = samples.entriesOfEveryForm();
    change(change -> change.registrations().addAll(all));

    assertAll(
        all.stream()
            .map(
                entry -> () -> assertEquals(Optional.of(entry), store().registration(entry.id()))));
  }

  @Test
  void credentialsComeBackAsTheyAre() {
    List<CredentialInfo> all = samples.infosOfEveryForm();
    change(
        change ->
            all.forEach(
                info -> change.credentials().add(samples.credential(info, samples.value()))));

    assertEquals(all, store().credentials(samples.entry().id()));
  }

  @Test
  void actionsComeBackAsTheyAreOldestFirst() {
    List<OutstandingAction> all = samples.actionsOfEveryState();
    change(change -> change.actions().addAll(all));
    change(change -> change.actions().add(all.get(0)));

    assertEquals(all, store().actions("acct_1"));
  }

  @Test
  void dutiesComeOldestFirst() {
    List<Duty> all = List.of(samples.duty("c"), samples.duty("a"), samples.duty("b"));
    change(change -> change.duties().addAll(all));
    change(change -> change.duties().add(all.get(0)));

    assertEquals(all, store().duties("acct_1"));
  }

  @Test
  void aDoneDutyIsGone() {
    commit(samples.everything());

    change(change -> change.doneDuties().add(samples.duty()));

    assertEquals(List.of(), store().duties("acct_1"));
  }

  @Test
  void theAuditTrailGivesItsLastLinesOldestFirst() {
    for (int i = 0; i < 3; i++) {
      AuditEvent event = samples.event("event." + i);
      AuditEvent next = samples.event("event." + i + "b");
      change(change -> change.events().addAll(List.of(event, next)));
    }

    assertEquals(
        List.of("event.1b", "event.2", "event.2b"),
        store().audit(3).stream().map(AuditEvent::event).toList());
  }

  @Test
  void theAuditTrailCanBeAskedForNothing() {
    commit(samples.everything());

    assertEquals(List.of(), store().audit(0));
  }

  private CredentialInfo info(String id) {
    return samples.info(id);
  }
}
