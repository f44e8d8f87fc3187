package dev.registrant.engine;

import dev.registrant.Duty;
import dev.registrant.Intent;
import dev.registrant.Intent.Attempt;
import dev.registrant.Store;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes of an app whose answers were lost and that the vendor may still carry out, over what was
 * changed since. What is changed meanwhile is owed once more when their time is over.
 */
final class LateRequests {
  private final OpenAccount account;
  private final Store store;

  LateRequests(OpenAccount account, Store store) {
    this.account = account;
    this.store = store;
  }

  /**
   * Returns what is to be owed once an app is changed: what was owed already, with the new values,
   * and what is new.
   *
   * @param changed the fields that are changed, with their new values
   * @param key the key of the intent that changes them
   */
  List<Duty> duties(AppId id, ClientMetadata changed, String key, Journal journal) {
    List<Duty> duties = new ArrayList<>();
    for (Duty owed : Journal.reading(() -> store.duties(account.id()), "list the duties")) {
      Duty now = owed.changingTo(changed);
      if (owed.appId().equals(id) && !now.equals(owed)) {
        duties.add(now);
      }
    }
    duties.addAll(against(intents(id, journal.now()), changed, key, journal));
    return duties;
  }

  /** Returns what is to be owed because a change turned out to be made. */
  List<Duty> dutiesOfSettled(Intent settled, Journal journal) {
    AppId id = settled.appId().orElseThrow();
    List<Intent> earlier =
        intents(id, journal.now()).stream()
            .filter(intent -> intent.begunAt().isBefore(settled.begunAt()))
            .toList();
    return against(earlier, settled.wanted(), settled.key(), journal);
  }

  private List<Intent> intents(AppId id, Instant now) {
    return Journal.reading(() -> store.openIntents(account.id(), now), "list the intents").stream()
        .filter(intent -> intent.appId().filter(id::equals).isPresent())
        .toList();
  }

  private static List<Duty> against(
      List<Intent> intents, ClientMetadata changed, String key, Journal journal) {
    Instant now = journal.now();
    return intents.stream()
        .filter(intent -> !intent.key().equals(key))
        .flatMap(
            intent ->
                intent.attempts().stream()
                    .filter(attempt -> attempt.operation() == Operation.APPS_UPDATE)
                    .filter(
                        attempt -> attempt.mayHaveBeenLost() && attempt.openUntil().isAfter(now))
                    .flatMap(
                        late ->
                            duty(intent.appId().orElseThrow(), changed, late, journal).stream()))
        .toList();
  }

  private static Optional<Duty> duty(
      AppId id, ClientMetadata changed, Attempt late, Journal journal) {
    ClientMetadata.Builder change = ClientMetadata.builder();
    ClientMetadata.Builder replaces = ClientMetadata.builder();
    changed
        .fields()
        .forEach(
            (field, value) -> {
              Object sent = late.sent().fields().get(field);
              if (sent != null && !sent.equals(value)) {
                change.set(field, value);
                replaces.set(field, sent);
              }
            });
    ClientMetadata owed = change.build();
    return owed.fields().isEmpty()
        ? Optional.empty()
        : Optional.of(
            journal.duty(
                id,
                owed,
                replaces.build(),
                late.openUntil(),
                "an earlier change whose answer was lost may still be carried out over it"));
  }
}
