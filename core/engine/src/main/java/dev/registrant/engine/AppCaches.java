package dev.registrant.engine;

import dev.registrant.Platform;
import dev.registrant.Policies.CachePolicy;
import dev.registrant.spi.AppId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The caches of all open accounts of one provider. Several accounts may see the same app, so what
 * one of them learns to be outdated is forgotten in all.
 */
final class AppCaches {
  private final Set<AppCache> caches = ConcurrentHashMap.newKeySet();

  /** How many steps that may change an app are under way. Nothing is kept of such an app. */
  private final ConcurrentMap<AppId, Integer> changing = new ConcurrentHashMap<>();

  AppCache open(Optional<CachePolicy> policy, Platform platform) {
    AppCache cache = new AppCache(policy, platform, this);
    caches.add(cache);
    return cache;
  }

  void close(AppCache cache) {
    caches.remove(cache);
  }

  /** What was read of an app so far, or is being read, is not served to those who ask from now. */
  void forget(AppId id) {
    caches.forEach(cache -> cache.forget(id));
  }

  /** An app may change from now on. */
  void changeBegins(AppId id) {
    changing.merge(id, 1, Integer::sum); // First: a read that does not see this is forgotten here.
    forget(id);
  }

  /** An app may have changed, and does not any more, as far as this change goes. */
  void changeEnded(AppId id) {
    forget(id); // First: until then, what is read meanwhile could be kept.
    changing.computeIfPresent(id, (key, steps) -> steps == 1 ? null : steps - 1);
  }

  boolean isChanging(AppId id) {
    return changing.containsKey(id);
  }
}
