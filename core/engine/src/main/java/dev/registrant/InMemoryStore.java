package dev.registrant;

import dev.registrant.spi.AppId;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps registrations in memory. Its monitor is held for map look-ups only, never across I/O. */
final class InMemoryStore implements Store {
  private record Kept(RegistrationId owner, CredentialInfo info, Secret value) {}

  private final Map<RegistrationId, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Kept> credentials = new LinkedHashMap<>();

  @Override
  public boolean isDurable() {
    return false;
  }

  @Override
  public synchronized void save(Entry registration) {
    entries.put(registration.id(), registration);
  }

  @Override
  public synchronized void save(RegistrationId owner, CredentialInfo credential, Secret value) {
    credentials.put(credential.id(), new Kept(owner, credential, value));
  }

  @Override
  public synchronized void revoke(RegistrationId owner, CredentialKind kind) {
    credentials.replaceAll(
        (id, kept) ->
            kept.owner().equals(owner) && kept.info().kind() == kind
                ? new Kept(
                    owner, new CredentialInfo(id, kind, CredentialInfo.State.REVOKED), kept.value())
                : kept);
  }

  @Override
  public synchronized Optional<Entry> find(String accountId, AppId appId) {
    return entries.values().stream()
        .filter(entry -> entry.accountId().equals(accountId) && entry.appId().equals(appId))
        .findFirst();
  }

  @Override
  public synchronized List<CredentialInfo> credentials(RegistrationId owner) {
    return credentials.values().stream()
        .filter(kept -> kept.owner().equals(owner))
        .map(Kept::info)
        .toList();
  }

  @Override
  public synchronized Optional<Secret> reveal(String credentialId) {
    return Optional.ofNullable(credentials.get(credentialId)).map(Kept::value);
  }

  @Override
  public synchronized void remove(RegistrationId id) {
    entries.remove(id);
    credentials.values().removeIf(kept -> kept.owner().equals(id));
  }

  @Override
  public void close() {}
}
