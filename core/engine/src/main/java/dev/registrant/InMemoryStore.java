package dev.registrant;

import dev.registrant.spi.AppId;
import dev.registrant.spi.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps everything in memory. Its monitor is held for map look-ups only, never across I/O. */
final class InMemoryStore implements Store {
  private record Held(long epoch, Instant until) {}

  private record IntentKey(String accountId, String key) {}

  private record AppKey(String accountId, AppId appId) {}

  private final Map<String, Held> leases = new LinkedHashMap<>();
  private final Map<RegistrationId, Entry> registrations = new LinkedHashMap<>();
  private final Map<AppKey, RegistrationId> living = new HashMap<>();
  private final Map<RegistrationId, List<String>> owned = new HashMap<>();
  private final Map<String, Credential> credentials = new LinkedHashMap<>();
  private final Map<IntentKey, Intent> intents = new LinkedHashMap<>();
  private final Map<String, OutstandingAction> actions = new LinkedHashMap<>();
  private final Map<String, Duty> duties = new LinkedHashMap<>();
  private final List<AuditEvent> events = new ArrayList<>();
  private long epoch;

  @Override
  public boolean isDurable() {
    return false;
  }

  @Override
  public synchronized Optional<Lease> lease(String name, Instant now, Instant until) {
    Held held = leases.get(name);
    if (held != null && held.until().isAfter(now)) {
      return Optional.empty();
    }
    leases.put(name, new Held(++epoch, until));
    return Optional.of(new Lease(name, epoch));
  }

  @Override
  public synchronized Optional<Instant> leasedUntil(String name) {
    return Optional.ofNullable(leases.get(name)).map(Held::until);
  }

  @Override
  public synchronized void release(Lease lease) {
    if (isHeld(lease)) {
      leases.remove(lease.name());
    }
  }

  @Override
  public synchronized void commit(Lease lease, Change change) {
    if (!isHeld(lease)) {
      throw new LeaseLost(lease);
    }
    change.registrations().forEach(this::save);
    change.credentials().forEach(this::save);
    change
        .credentialStates()
        .forEach(
            info ->
                credentials.computeIfPresent(
                    info.id(),
                    (id, kept) ->
                        new Credential(kept.owner(), kept.accountId(), info, kept.value())));
    change.intents().forEach(intent -> intents.put(key(intent), intent));
    change.finishedIntents().forEach(intent -> intents.remove(key(intent)));
    change.actions().forEach(action -> actions.put(action.id(), action));
    change.duties().forEach(duty -> duties.put(duty.id(), duty));
    change.doneDuties().forEach(duty -> duties.remove(duty.id()));
    events.addAll(change.events());
  }

  @Override
  public synchronized Optional<Intent> intent(String accountId, String key) {
    return Optional.ofNullable(intents.get(new IntentKey(accountId, key)));
  }

  @Override
  public synchronized List<Intent> openIntents(String accountId, Instant now) {
    return intents.values().stream()
        .filter(intent -> intent.accountId().equals(accountId) && intent.isOpenOrWatched(now))
        .toList();
  }

  @Override
  public synchronized Optional<Entry> registration(RegistrationId id) {
    return Optional.ofNullable(registrations.get(id));
  }

  @Override
  public synchronized Optional<Entry> registration(String accountId, AppId appId) {
    return Optional.ofNullable(living.get(new AppKey(accountId, appId))).map(registrations::get);
  }

  @Override
  public synchronized List<Entry> registrations(String accountId) {
    return registrations.values().stream().filter(entry -> isLiving(entry, accountId)).toList();
  }

  @Override
  public synchronized List<CredentialInfo> credentials(RegistrationId owner) {
    return owned.getOrDefault(owner, List.of()).stream()
        .map(credentials::get)
        .map(Credential::info)
        .toList();
  }

  @Override
  public synchronized Optional<Secret> reveal(String credentialId) {
    return Optional.ofNullable(credentials.get(credentialId)).map(Credential::value);
  }

  @Override
  public synchronized List<OutstandingAction> actions(String accountId) {
    return actions.values().stream()
        .filter(action -> action.accountId().equals(accountId))
        .toList();
  }

  @Override
  public synchronized List<Duty> duties(String accountId) {
    return duties.values().stream().filter(duty -> duty.accountId().equals(accountId)).toList();
  }

  @Override
  public synchronized List<AuditEvent> audit(int atMost) {
    return List.copyOf(events.subList(Math.max(0, events.size() - atMost), events.size()));
  }

  @Override
  public void close() {}

  private void save(Entry entry) {
    Entry before = registrations.put(entry.id(), entry);
    if (before != null) {
      living.remove(new AppKey(before.accountId(), before.appId()), entry.id());
    }
    if (entry.deletedAt().isEmpty()) {
      living.put(new AppKey(entry.accountId(), entry.appId()), entry.id());
    }
  }

  private void save(Credential kept) {
    if (credentials.put(kept.info().id(), kept) == null) {
      owned.computeIfAbsent(kept.owner(), owner -> new ArrayList<>()).add(kept.info().id());
    }
  }

  private boolean isHeld(Lease lease) {
    Held held = leases.get(lease.name());
    return held != null && held.epoch() == lease.epoch();
  }

  private static boolean isLiving(Entry entry, String accountId) {
    return entry.accountId().equals(accountId) && entry.deletedAt().isEmpty();
  }

  private static IntentKey key(Intent intent) {
    return new IntentKey(intent.accountId(), intent.key());
  }
}
