package dev.registrant.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Finds one app at the vendor, by each client, each time anew. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FindBenchmark {
  /** Which client. */
  @Param public Rival rival = Rival.REGISTRANT;

  /** Where the vendor is; given by whoever runs this. */
  @Param("http://127.0.0.1:1")
  public String vendor = "";

  /** How many seconds one thread warms up at most; given by whoever runs this. */
  @Param("0")
  public int warmUpSeconds;

  @SuppressWarnings("NullAway.Init") // by set-up
  private AppClient client;

  /** Opens the client, looks that it reads the app, and warms it up. */
  @Setup(Level.Trial)
  public void open() throws Exception {
    client = rival.open(vendor);
    Found found = client.find(VendorAnswers.APP.id());
    if (!found.equals(VendorAnswers.APP)) {
      throw new IllegalStateException(rival + " found " + found);
    }
    WarmUp.until(this::find, warmUpSeconds);
  }

  /** Finds it. */
  @Benchmark
  public Object find() throws Exception {
    return client.find(VendorAnswers.APP.id());
  }

  /** Closes the client. */
  @TearDown(Level.Trial)
  public void close() {
    client.close();
  }
}
