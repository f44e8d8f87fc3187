package dev.registrant;

import dev.registrant.Bulk.Item;
import dev.registrant.Bulk.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of a bulk: threads that take the next item until there is none or it is cancelled. */
final class BulkRun<T, R> {
  private final List<T> inputs;
  private final Function<T, R> call;
  private final Bulk bulk;
  private final long end;
  private final AtomicReferenceArray<@Nullable Item<T, R>> items;
  private final AtomicInteger next = new AtomicInteger();
  private final Lock telling = new ReentrantLock();
  private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
  private int done;
  private int failed;
  private volatile boolean cancelled;

  BulkRun(List<T> inputs, Function<T, R> call, Bulk bulk) {
    this.inputs = inputs;
    this.call = call;
    this.bulk = bulk;
    this.end = bulk.end();
    this.items = new AtomicReferenceArray<>(inputs.size());
  }

  List<Item<T, R>> run() {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < bulk.threadsFor(inputs.size()); i++) {
      Thread thread = bulk.thread(this::work);
      threads.add(thread);
      thread.start();
    }
    awaitAll(threads);
    List<Item<T, R>> all = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Item<T, R> item = items.get(i);
      all.add(item != null ? item : new Item<>(inputs.get(i), Optional.empty(), Optional.empty()));
    }
    return all;
  }

  private void awaitAll(List<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
          cancelled = true;
          threads.forEach(Thread::interrupt);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    for (int i = next.getAndIncrement();
        i < inputs.size() && !cancelled && !bulk.isOver(end);
        i = next.getAndIncrement()) {
      Item<T, R> item = item(inputs.get(i));
      items.set(i, item);
      tell(item);
    }
  }

  private Item<T, R> item(T input) {
    while (true) {
      try {
        return new Item<>(input, Optional.of(call.apply(input)), Optional.empty());
      } catch (RuntimeException e) {
        if (!waitsOut(e)) {
          return failed(input, e);
        }
      } catch (Throwable e) { // a failed assertion and a missing class too are of this item alone
        return failed(input, new CompletionException(e));
      }
    }
  }

  private Item<T, R> failed(T input, RuntimeException failure) {
    return new Item<>(input, Optional.empty(), Optional.of(failure));
  }

  /**
   * Waits out a refusal for now; false if the item is not to be called again. It is among those
   * that wait before it looks whether the run is cancelled, and looks again when it no longer is:
   * so whoever cancels is either seen or wakes it, and interrupts no call.
   */
  private boolean waitsOut(RuntimeException failure) {
    Thread thread = Thread.currentThread();
    waiting.add(thread);
    try {
      if (cancelled || !bulk.waitsOut(failure, end)) {
        return false;
      }
    } catch (InterruptedException e) {
      if (!cancelled) {
        thread.interrupt();
      }
      return false;
    } finally {
      waiting.remove(thread);
    }
    return !cancelled;
  }

  private void tell(Item<T, R> item) {
    telling.lock();
    try {
      if (item.error().isPresent()) {
        failed++;
      } else {
        done++;
      }
      if (!bulk.goesOn(new Progress(done, failed, inputs.size()))) {
        cancelled = true;
        waiting.forEach(Thread::interrupt);
      }
    } finally {
      telling.unlock();
    }
  }
}
