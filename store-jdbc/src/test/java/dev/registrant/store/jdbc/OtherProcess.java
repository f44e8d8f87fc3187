package dev.registrant.store.jdbc;

import dev.registrant.Store.Lease;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** What another process does with the same file: see {@link TwoProcessesTest}. */
final class OtherProcess {
  private OtherProcess() {}

  /** Commits an intent after the other and says which, until it is killed or has done enough. */
  public static void main(String[] arguments) {
    Place place = new Place(Path.of(arguments[0]));
    String prefix = arguments[1];
    int many = Integer.parseInt(arguments[2]);
    try (JdbcStore store = place.open()) {
      for (int i = 0; i < many; i++) {
        Lease lease = null;
        while (lease == null) {
          Instant now = Instant.now();
          Optional<Lease> taken = store.lease("shared", now, now.plusSeconds(60));
          lease = taken.orElse(null);
        }
        String key = prefix + i;
        store.commit(lease, Place.intent(key));
        System.out.println(lease.epoch() + " " + key);
        store.release(lease);
      }
    }
  }
}
