package dev.registrant.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.registrant.CacheStatistics;
import dev.registrant.Platform;
import dev.registrant.Policies.CachePolicy;
import dev.registrant.Registration;
import dev.registrant.spi.AppId;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The apps of one account as they were read not long ago, by the vendor's id. However many ask for
 * one that is not here, one of them reads it and the others wait. What was read before an app was
 * forgotten is not served after that, and what is read while it may change is not kept. Nobody
 * waits with a lock held. Holds no credential, and does not remember that an app is missing.
 */
final class AppCache {
  private final Optional<Cache<AppId, Registration>> kept;
  private final AppCaches caches;

  /** Counted here: who finds nothing looks more than once, and it counts as one read. */
  private final LongAdder hits = new LongAdder();

  private final LongAdder misses = new LongAdder();

  /** The reads under way. One that is not in here any more began before its app was forgotten. */
  private final ConcurrentMap<AppId, SharedRead> reads = new ConcurrentHashMap<>();

  AppCache(Optional<CachePolicy> policy, Platform platform, AppCaches caches) {
    this.caches = caches;
    this.kept =
        policy.map(
            p ->
                Caffeine.newBuilder()
                    .maximumSize(p.maximumSize())
                    .expireAfterWrite(p.timeToLive())
                    .ticker(platform::nanoTime)
                    .executor(Runnable::run)
                    .recordStats()
                    .build());
  }

  /** Returns an app that is here, or {@code null}. */
  @Nullable Registration peek(AppId id) {
    if (kept.isEmpty()) {
      return null;
    }
    Registration known = kept.get().asMap().get(id);
    if (known != null) {
      hits.increment();
    }
    return known;
  }

  /** Returns an app, read by the one who asks first. */
  Registration get(AppId id, Deadline deadline, Supplier<Registration> read) {
    if (kept.isEmpty()) {
      return read.get();
    }
    Registration known = peek(id);
    if (known != null) {
      return known;
    }
    misses.increment();
    while (known == null) {
      SharedRead fresh = new SharedRead();
      SharedRead running = reads.putIfAbsent(id, fresh);
      if (running == null) {
        return lead(id, fresh, deadline, read);
      }
      Optional<Registration> shared = running.await(deadline);
      known = shared.isPresent() ? shared.get() : kept.get().asMap().get(id);
    }
    return known;
  }

  /** Reads an app now; what others read meanwhile is not waited for. */
  Registration fresh(AppId id, Deadline deadline, Supplier<Registration> read) {
    if (kept.isEmpty()) {
      return read.get();
    }
    SharedRead fresh = new SharedRead();
    reads.put(id, fresh);
    return lead(id, fresh, deadline, read);
  }

  private Registration lead(
      AppId id, SharedRead mine, Deadline deadline, Supplier<Registration> read) {
    try {
      Registration registration = read.get();
      keep(id, mine, registration);
      mine.complete(registration);
      return registration;
    } catch (RuntimeException | Error e) {
      reads.remove(id, mine);
      mine.fail(e, deadline);
      throw e;
    }
  }

  /** In one: whether it was forgotten meanwhile or may be changing, and keeping it. */
  private void keep(AppId id, SharedRead mine, Registration registration) {
    kept.get()
        .asMap()
        .compute(
            id,
            (key, before) ->
                reads.remove(id, mine) && !caches.isChanging(id) ? registration : before);
  }

  /** Forgets an app in this cache alone; {@link AppCaches#forget} is for all who may have it. */
  void forget(AppId id) {
    if (kept.isPresent()) {
      reads.remove(id);
      kept.get().invalidate(id);
    }
  }

  CacheStatistics statistics() {
    if (kept.isEmpty()) {
      return new CacheStatistics(0, 0, 0, 0);
    }
    return new CacheStatistics(
        hits.sum(), misses.sum(), kept.get().stats().evictionCount(), kept.get().estimatedSize());
  }
}
