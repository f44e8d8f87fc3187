package dev.registrant.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.registrant.Platform;
import dev.registrant.Policies.CachePolicy;
import dev.registrant.Registration;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.ClientMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AppCachesTest {
  private static final AppId ID = new AppId("app");

  private final AppCaches caches = new AppCaches();
  private final AppCache cache =
      caches.open(Optional.of(CachePolicy.defaults()), Platform.system());

  @Test
  void openCacheForgets() {
    read();
    caches.forget(ID);
    assertEquals(0, cache.statistics().size());
  }

  @Test
  void closedCacheIsHeldNoLonger() {
    read();
    caches.close(cache);
    caches.forget(ID);
    assertEquals(1, cache.statistics().size());
  }

  private void read() {
    App app = new App(ID, Optional.empty(), AppStatus.ACTIVE, ClientMetadata.empty());
    cache.get(
        ID,
        Deadline.in(Duration.ofSeconds(1), Platform.system()),
        () -> new Registration(Optional.empty(), app, List.of(), List.of(), List.of()));
  }
}
