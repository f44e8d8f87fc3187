package dev.registrant.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/** Several stages that work at the same time. */
final class Lab implements AutoCloseable {
  /** Something to be done on a stage. */
  interface Work<T> {
    T on(Stage stage) throws IOException, InterruptedException;
  }

  private final BlockingQueue<Stage> free = new LinkedBlockingQueue<>();
  private final ExecutorService workers;

  private Lab(int size) {
    workers = Executors.newFixedThreadPool(size);
  }

  /**
   * Opens stages and lets one victim live, which makes the others start faster.
   *
   * @throws IllegalStateException if even that goes wrong
   */
  static Lab open(Path directory, int size) {
    try {
      Files.createDirectories(directory);
      VictimJvm jvm = VictimJvm.in(directory);
      Lab lab = new Lab(size);
      for (int i = 0; i < size; i++) {
        lab.free.add(new Stage(directory, jvm));
      }
      Case any = new Case(Subject.ZITADEL_KEY, Write.CREATE, Optional.empty(), Optional.empty());
      Verdict rehearsal = lab.run(List.<Work<Verdict>>of(stage -> stage.rehearse(any))).get(0);
      if (!rehearsal.misses().isEmpty()) {
        throw new IllegalStateException("without a kill: " + rehearsal.misses());
      }
      return lab;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does all that and returns what came of it, in order. */
  <T> List<T> run(List<Work<T>> all) {
    List<Future<T>> begun = new ArrayList<>();
    for (Work<T> work : all) {
      begun.add(
          workers.submit(
              () -> {
                Stage stage = free.take();
                try {
                  return work.on(stage);
                } finally {
                  free.add(stage);
                }
              }));
    }
    List<T> done = new ArrayList<>();
    for (Future<T> one : begun) {
      try {
        done.add(one.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    return done;
  }

  @Override
  public void close() {
    workers.shutdownNow();
    free.forEach(Stage::close);
  }
}
