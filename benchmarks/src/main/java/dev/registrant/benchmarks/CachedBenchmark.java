package dev.registrant.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.registrant.Apps;
import dev.registrant.Policies;
import dev.registrant.Policies.CachePolicy;
import dev.registrant.Registrant;
import dev.registrant.Registration;
import dev.registrant.spi.AppId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Finds apps that were read before, beside a bare cache of the same policy. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CachedBenchmark {
  private static final int APPS = 1024;

  /** Long enough that nothing expires meanwhile. */
  private static final CachePolicy POLICY = new CachePolicy(10_000, Duration.ofHours(1));

  private final Registrant registrant =
      ConstantProvider.registrant(Policies.defaults().withCache(Optional.of(POLICY)));
  private final Apps apps = registrant.account(Accounts.NAME).apps();
  private final AppId[] ids =
      IntStream.range(0, APPS).mapToObj(i -> new AppId("app-" + i)).toArray(AppId[]::new);
  private final Cache<AppId, Registration> cache =
      Caffeine.newBuilder()
          .maximumSize(POLICY.maximumSize())
          .expireAfterWrite(POLICY.timeToLive())
          .recordStats()
          .build();

  /** The position of a thread among the apps. */
  @State(Scope.Thread)
  public static class Position {
    private int next;

    private int next() {
      next = (next + 1) & (APPS - 1);
      return next;
    }
  }

  /** Reads all apps. */
  @Setup(Level.Trial)
  public void read() {
    for (AppId id : ids) {
      cache.put(id, apps.find(id));
    }
  }

  /** By Registrant. */
  @Benchmark
  public Object registrant(Position position) {
    return apps.find(ids[position.next()]);
  }

  /** By the bare cache. */
  @Benchmark
  public Object caffeine(Position position) {
    Registration known = cache.getIfPresent(ids[position.next()]);
    if (known == null) {
      throw new IllegalStateException("not kept");
    }
    return known;
  }

  /** Closes the registrant. */
  @TearDown(Level.Trial)
  public void close() {
    registrant.close();
  }
}
