package dev.registrant.benchmarks;

import dev.registrant.Apps;
import dev.registrant.Registrant;
import dev.registrant.spi.AppId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** Many callers of one app at once, which nobody has read yet. */
final class CallersPart implements Part {
  private static final int CALLERS = 10_000;

  /** So slow that most callers ask before the answer is there. */
  private static final Duration LATENCY = Duration.ofMillis(200);

  private record Run(double requests, double millis) {}

  @Override
  public List<Row> measure(Plan plan) throws Exception {
    try (VendorProcess vendor = VendorProcess.start(LATENCY);
        Registrant registrant =
            Registrant.builder().account(Accounts.zitadel(vendor.url())).build()) {
      Apps apps = registrant.account(Accounts.NAME).apps();
      List<AppId> ids =
          IntStream.rangeClosed(1, plan.rounds()).mapToObj(i -> new AppId("" + i)).toList();
      apps.find(new AppId("0")); // The connection and the classes are there from here on.
      List<Run> runs = new ArrayList<>();
      for (AppId id : ids) {
        System.err.printf("bench: callers, round %s of %d%n", id, plan.rounds());
        runs.add(run(vendor, apps, id));
      }
      Spread requests = Spread.of(runs.stream().map(Run::requests).toList());
      Spread millis = Spread.of(runs.stream().map(Run::millis).toList());
      return List.of(
          Row.of("callers of one app at once", CALLERS)
              .value(requests, "requests")
              .goal(new Goal("exactly 1", requests.min() == 1 && requests.max() == 1))
              .note(
                  "%s threads; all answered in %.0f ms, the vendor's 200 ms included"
                      .formatted(ThreadKind.name(), millis.median())));
    }
  }

  private static Run run(VendorProcess vendor, Apps apps, AppId id) throws Exception {
    long before = vendor.requests();
    CountDownLatch ready = new CountDownLatch(CALLERS);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger right = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    ThreadFactory factory = ThreadKind.factory();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Thread thread =
          factory.newThread(
              () -> {
                ready.countDown();
                await(go);
                if (apps.find(id).app().id().equals(id)) {
                  right.incrementAndGet();
                }
              });
      thread.setUncaughtExceptionHandler((in, thrown) -> failure.compareAndSet(null, thrown));
      thread.start();
      threads.add(thread);
    }
    ready.await();
    long begin = System.nanoTime();
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    double millis = (System.nanoTime() - begin) / 1e6;
    if (right.get() != CALLERS) {
      throw new IllegalStateException(
          "only " + right.get() + " callers got the app", failure.get());
    }
    return new Run(vendor.requests() - before, millis);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
