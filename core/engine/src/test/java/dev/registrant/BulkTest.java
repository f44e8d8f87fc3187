package dev.registrant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Bulk.Item;
import dev.registrant.Bulk.Progress;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BulkTest {
  private final SleptTime time = new SleptTime();

  @Test
  void everyItemHasItsResultInTheOrderGiven() {
    List<Item<Integer, Integer>> items = Bulk.inFlight(4).run(numbers(100), i -> i * 2);
    assertEquals(100, items.size());
    for (int i = 0; i < 100; i++) {
      assertEquals(new Item<>(i, Optional.of(2 * i), Optional.empty()), items.get(i));
    }
  }

  @Test
  void failureOfOneItemNeitherStopsNorHidesAnother() {
    List<Item<Integer, Integer>> items =
        Bulk.inFlight(3)
            .run(
                numbers(30),
                i -> {
                  if (i % 3 == 0) {
                    throw new IllegalStateException("item " + i);
                  }
                  return i;
                });
    for (Item<Integer, Integer> item : items) {
      assertEquals(item.input() % 3 != 0, item.result().isPresent());
      assertEquals(
          item.input() % 3 == 0 ? Optional.of("item " + item.input()) : Optional.empty(),
          item.error().map(Throwable::getMessage));
    }
  }

  @Test
  void errorOfOneItemIsItsOwnResult() {
    List<Error> errors =
        List.of(new AssertionError("item 0"), new StackOverflowError(), new OutOfMemoryError());
    List<Item<Integer, Integer>> items =
        Bulk.inFlight(2)
            .run(
                numbers(8),
                i -> {
                  if (i < errors.size()) {
                    throw errors.get(i);
                  }
                  return i;
                });
    for (Item<Integer, Integer> item : items) {
      assertTrue(item.wasStarted(), item.toString());
      assertEquals(item.input() >= errors.size(), item.result().isPresent());
    }
    for (int i = 0; i < errors.size(); i++) {
      RuntimeException failure = items.get(i).error().orElseThrow();
      assertEquals(CompletionException.class, failure.getClass());
      assertSame(errors.get(i), failure.getCause());
    }
  }

  @Test
  void whatTheProgressThrowsIsIgnored() {
    for (Throwable thrown : List.of(new IllegalStateException(), new AssertionError())) {
      List<Item<Integer, Integer>> items =
          Bulk.inFlight(1)
              .onProgress(
                  made -> {
                    if (thrown instanceof Error error) {
                      throw error;
                    }
                    throw (RuntimeException) thrown;
                  })
              .run(numbers(5), i -> i);
      assertEquals(5, items.stream().filter(item -> item.result().isPresent()).count());
    }
  }

  @Test
  void notMoreCallsAreInFlightThanAllowedAndNotFewer() {
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch three = new CountDownLatch(3);
    Bulk.inFlight(3)
        .run(
            numbers(50),
            i -> {
              most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
              three.countDown();
              await(three); // Ends only if three are in flight.
              inFlight.decrementAndGet();
              return i;
            });
    assertEquals(3, most.get());
  }

  @Test
  void progressIsToldAfterEachItem() {
    List<Progress> told = new ArrayList<>();
    Bulk.inFlight(4)
        .onProgress(told::add)
        .run(
            numbers(20),
            i -> {
              if (i == 7) {
                throw new IllegalStateException();
              }
              return i;
            });
    assertEquals(20, told.size());
    assertEquals(new Progress(19, 1, 20), told.get(19));
  }

  @Test
  void noItemIsStartedOnceTheProgressSaysSo() {
    List<Item<Integer, Integer>> items =
        Bulk.inFlight(1).onProgress(made -> made.done() < 5).run(numbers(20), i -> i);
    assertEquals(5, items.stream().filter(Item::wasStarted).count());
    assertFalse(items.get(5).wasStarted());
  }

  @Test
  void waitingItemIsNotCalledAgainOnceTheProgressSaysSo() {
    CountDownLatch waits = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger refusals = new AtomicInteger();
    AtomicBoolean interrupted = new AtomicBoolean();
    RegistrationException refusal =
        refusal(Outcome.NOT_APPLIED, Optional.of(Duration.ofSeconds(6)));
    Platform platform =
        new SleptTime() {
          @Override
          public void sleep(Duration duration) throws InterruptedException {
            waits.countDown();
            never.await(); // Ends only if it is woken.
          }
        };
    List<Item<Integer, Integer>> items =
        Bulk.inFlight(2)
            .platform(platform)
            .onProgress(
                made -> {
                  interrupted.compareAndSet(false, Thread.currentThread().isInterrupted());
                  return false;
                })
            .run(
                List.of(0, 1, 2),
                i -> {
                  if (i == 0) {
                    refusals.incrementAndGet();
                    throw refusal;
                  }
                  await(waits);
                  return i;
                });
    assertEquals(1, refusals.get());
    assertSame(refusal, items.get(0).error().orElseThrow());
    assertEquals(Optional.of(1), items.get(1).result());
    assertFalse(items.get(2).wasStarted());
    assertFalse(interrupted.get());
  }

  @Test
  void itemWhoseWaitEndsAfterTheCancellationIsNotCalledAgain() {
    CountDownLatch waits = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    AtomicInteger refusals = new AtomicInteger();
    Platform platform =
        new SleptTime() {
          @Override
          public void sleep(Duration duration) {
            waits.countDown();
            boolean over = false;
            while (!over) { // As a sleep that ends just before it is interrupted.
              try {
                cancelled.await();
                over = true;
              } catch (InterruptedException e) {
                cancelled.countDown();
              }
            }
          }
        };
    Bulk.inFlight(2)
        .platform(platform)
        .onProgress(made -> false)
        .run(
            List.of(0, 1),
            i -> {
              if (i == 0) {
                refusals.incrementAndGet();
                throw refusal(Outcome.NOT_APPLIED, Optional.of(Duration.ofSeconds(6)));
              }
              await(waits);
              return i;
            });
    assertEquals(1, refusals.get());
  }

  @Test
  void callUnderWayIsNotInterruptedOnceTheProgressSaysSo() {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    CountDownLatch bothRun = new CountDownLatch(1);
    CountDownLatch calledAgain = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    List<Item<Integer, Integer>> items =
        Bulk.inFlight(2)
            .platform(time)
            .threads(
                work -> {
                  threads.add(new Thread(work));
                  return threads.get(threads.size() - 1);
                })
            .onProgress(made -> false)
            .run(
                List.of(0, 1),
                i -> {
                  if (i == 1) {
                    bothRun.countDown();
                    await(calledAgain);
                    return i;
                  }
                  await(bothRun);
                  if (calls.incrementAndGet() == 1) {
                    throw refusal(Outcome.NOT_APPLIED, Optional.of(Duration.ofSeconds(6)));
                  }
                  calledAgain.countDown();
                  threads.stream()
                      .filter(it -> !it.equals(Thread.currentThread()))
                      .forEach(BulkTest::join);
                  return Thread.currentThread().isInterrupted() ? -1 : i;
                });
    assertEquals(Optional.of(0), items.get(0).result(), items.toString());
  }

  @Test
  void interruptionEndsWhatIsUnderWayAndStartsNothingMore() throws Exception {
    CountDownLatch underWay = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    boolean[] stillSet = {false};
    FutureTask<List<Item<Integer, Integer>>> run =
        new FutureTask<>(
            () -> {
              List<Item<Integer, Integer>> items =
                  Bulk.inFlight(2)
                      .run(
                          numbers(20),
                          i -> {
                            underWay.countDown();
                            await(never);
                            return i;
                          });
              stillSet[0] = Thread.currentThread().isInterrupted();
              return items;
            });
    Thread thread = new Thread(run);
    thread.start();
    underWay.await();
    thread.interrupt();
    List<Item<Integer, Integer>> items = run.get();
    assertEquals(20, items.size());
    assertEquals(2, items.stream().filter(Item::wasStarted).count());
    assertEquals("interrupted", items.get(0).error().orElseThrow().getMessage());
    assertTrue(stillSet[0]);
  }

  @Test
  void itemThatWasRefusedForNowIsTriedAgainAfterThePause() {
    int[] refused = {0};
    List<Item<Integer, Integer>> items =
        Bulk.inFlight(1)
            .platform(time)
            .run(
                List.of(1),
                i -> {
                  if (refused[0]++ < 3) {
                    throw refusal(Outcome.NOT_APPLIED, Optional.of(Duration.ofSeconds(60)));
                  }
                  return i;
                });
    assertEquals(Optional.of(1), items.get(0).result());
    assertEquals(Duration.ofSeconds(180), time.slept);
  }

  @Test
  void refusalIsToldIfThereIsNoTimeToWait() {
    List<Item<Integer, Integer>> items =
        Bulk.inFlight(1)
            .within(Duration.ofSeconds(100))
            .platform(time)
            .run(
                List.of(1, 2),
                i -> {
                  throw refusal(Outcome.NOT_APPLIED, Optional.of(Duration.ofSeconds(60)));
                });
    assertEquals(Duration.ofSeconds(60), time.slept);
    assertTrue(items.get(0).error().orElseThrow() instanceof RegistrationException.RateLimited);
    assertTrue(items.get(1).wasStarted());
  }

  @Test
  void refusalThatMayHaveHadAnEffectIsNotRepeated() {
    for (RegistrationException failure :
        List.of(
            refusal(Outcome.UNKNOWN, Optional.of(Duration.ofSeconds(1))),
            refusal(Outcome.NOT_APPLIED, Optional.empty()))) {
      AtomicInteger calls = new AtomicInteger();
      Bulk.inFlight(1)
          .platform(time)
          .run(
              List.of(1),
              i -> {
                calls.incrementAndGet();
                throw failure;
              });
      assertEquals(1, calls.get());
    }
  }

  @Test
  void nothingIsStartedWhenTheTimeIsOver() {
    List<Item<Integer, Integer>> items =
        Bulk.inFlight(1)
            .within(Duration.ofSeconds(10))
            .platform(time)
            .run(
                numbers(5),
                i -> {
                  time.slept = time.slept.plusSeconds(4);
                  return i;
                });
    assertEquals(3, items.stream().filter(Item::wasStarted).count());
  }

  @Test
  void timeOverIsNothingStarted() {
    for (Duration time : List.of(Duration.ZERO, Duration.ofSeconds(Long.MIN_VALUE))) {
      assertFalse(Bulk.inFlight(1).within(time).run(List.of(1), i -> i).get(0).wasStarted());
    }
  }

  @Test
  void timeIsNotTooLongToCount() {
    Duration longest = Duration.ofDays(36_500);
    assertTrue(Bulk.inFlight(1).within(longest).run(List.of(1), i -> i).get(0).wasStarted());
    assertThrows(
        IllegalArgumentException.class, () -> Bulk.inFlight(1).within(longest.plusNanos(1)));
  }

  @Test
  void nothingToDoIsDoneAtOnce() {
    assertEquals(List.of(), Bulk.inFlight(1).run(List.<Integer>of(), i -> i));
  }

  @Test
  void atLeastOneCallIsInFlight() {
    assertThrows(IllegalArgumentException.class, () -> Bulk.inFlight(0));
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static RegistrationException refusal(Outcome outcome, Optional<Duration> retryAfter) {
    return new RegistrationException.RateLimited(
        "p", "a", ErrorDetails.builder(outcome).retryAfter(retryAfter).build());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted");
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted");
    }
  }

  private static class SleptTime implements Platform {
    private Duration slept = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.EPOCH.plus(slept);
    }

    @Override
    public long nanoTime() {
      return slept.toNanos();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      slept = slept.plus(duration);
    }

    @Override
    public RandomGenerator random() {
      return RandomGenerator.getDefault();
    }
  }
}
