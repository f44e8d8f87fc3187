package dev.registrant.benchmarks;

import dev.registrant.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Creations with a durable store, beside the same without one and beside its bare commits. They
 * take turns creation by creation, since a disk has moods.
 */
final class StorePart implements Part {
  /** With fewer, code that was not compiled yet was most of what was measured. */
  private static final int WARM_UP = 5000;

  private static final double MOST_DURABLE = 1.15;
  private static final double MOST_FILLED = 1.10;

  private enum Subject {
    MEMORY,
    DURABLE,
    COMMITS,
    FILLED
  }

  private interface Work {
    void run() throws Exception;
  }

  @Override
  public List<Row> measure(Plan plan) throws Exception {
    int creations = plan.of(300, 60);
    int keys = plan.of(100_000, 10_000);
    try (WorkFolder folder = WorkFolder.make();
        VendorProcess vendor = VendorProcess.start(Duration.ZERO);
        Store filled = DurableStores.filled(folder.fresh(), keys)) {
      CommitCount count = warmUp(folder, vendor, plan.of(WARM_UP, 60));
      Map<Subject, List<Double>> rounds = new EnumMap<>(Subject.class);
      for (Subject subject : Subject.values()) {
        rounds.put(subject, new ArrayList<>());
      }
      for (int round = 1; round <= plan.rounds(); round++) {
        System.err.printf("bench: store, round %d of %d%n", round, plan.rounds());
        round(folder, vendor, filled, count, creations)
            .forEach((subject, millis) -> list(rounds, subject).add(millis));
      }
      return rows(rounds, count, keys);
    }
  }

  private static CommitCount warmUp(WorkFolder folder, VendorProcess vendor, int creations)
      throws Exception {
    CountedStore counted = new CountedStore(DurableStores.empty(folder.fresh()));
    try (Creator memory = new Creator(vendor.url(), Store.inMemory());
        Creator durable = new Creator(vendor.url(), counted)) {
      memory.create(creations);
      durable.create(creations);
    }
    return counted.count(creations);
  }

  /** Returns the milliseconds of one creation. */
  private static Map<Subject, Double> round(
      WorkFolder folder, VendorProcess vendor, Store filled, CommitCount count, int creations)
      throws Exception {
    Map<Subject, Double> millis = new EnumMap<>(Subject.class);
    try (Creator memory = new Creator(vendor.url(), Store.inMemory());
        Creator durable = new Creator(vendor.url(), DurableStores.empty(folder.fresh()));
        Creator amongMany = new Creator(vendor.url(), new KeptOpen(filled));
        BareCommits commits = new BareCommits(folder.fresh(), count)) {
      Map<Subject, Work> works =
          Map.of(
              Subject.MEMORY, memory::create,
              Subject.DURABLE, durable::create,
              Subject.COMMITS, commits::create,
              Subject.FILLED, amongMany::create);
      for (Work work : works.values()) {
        work.run(); // The connections are there from here on.
      }
      List<Subject> order = new ArrayList<>(List.of(Subject.values()));
      for (int i = 0; i < creations; i++) {
        Collections.rotate(order, 1);
        for (Subject subject : order) {
          long begin = System.nanoTime();
          work(works, subject).run();
          millis.merge(subject, (System.nanoTime() - begin) / 1e6 / creations, Double::sum);
        }
      }
    }
    return millis;
  }

  private static Work work(Map<Subject, Work> works, Subject subject) {
    Work work = works.get(subject);
    if (work == null) {
      throw new IllegalArgumentException(subject.name());
    }
    return work;
  }

  private static List<Double> list(Map<Subject, List<Double>> rounds, Subject subject) {
    return rounds.getOrDefault(subject, List.of());
  }

  private static List<Row> rows(Map<Subject, List<Double>> rounds, CommitCount count, int keys) {
    List<Double> memory = list(rounds, Subject.MEMORY);
    List<Double> durable = list(rounds, Subject.DURABLE);
    List<Double> bare = list(rounds, Subject.COMMITS);
    List<Double> filled = list(rounds, Subject.FILLED);
    List<Double> rest = Spread.difference(durable, bare);
    return List.of(
        Row.of("create: in memory", 1).value(Spread.of(memory), "ms"),
        Row.of("create: its bare commits alone", 1).value(Spread.of(bare), "ms").note(count.text()),
        Row.of("create: SQLite", 1)
            .value(Spread.of(durable), "ms")
            .beside("in memory", Spread.ratio(durable, memory)),
        Row.of("create: SQLite less its bare commits", 1)
            .value(Spread.of(rest), "ms")
            .beside("in memory", Spread.ratio(rest, memory))
            .ratioAtMost(MOST_DURABLE),
        Row.of("create: SQLite with %,d keys".formatted(keys), 1)
            .value(Spread.of(filled), "ms")
            .beside("SQLite, empty", Spread.ratio(filled, durable))
            .ratioAtMost(MOST_FILLED));
  }
}
