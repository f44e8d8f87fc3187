package dev.registrant.benchmarks;

import dev.registrant.Account;
import dev.registrant.Policies;
import dev.registrant.Registrant;
import dev.registrant.spi.AppId;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Finds an app whose vendor is a constant: the pipeline alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PipelineBenchmark {
  private final Registrant registrant = ConstantProvider.registrant(Policies.defaults());
  private final Account account = registrant.account(Accounts.NAME);
  private final AppId id = new AppId(VendorAnswers.APP.id());

  /** Looks that it is found. */
  @Setup(Level.Trial)
  public void look() {
    if (!account.apps().fresh().find(id).app().id().equals(id)) {
      throw new IllegalStateException("another app");
    }
  }

  /** Finds it. */
  @Benchmark
  public Object find() {
    return account.apps().fresh().find(id);
  }

  /** Closes the registrant. */
  @TearDown(Level.Trial)
  public void close() {
    registrant.close();
  }
}
