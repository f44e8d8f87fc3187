package dev.registrant.benchmarks;

import dev.registrant.Apps;
import dev.registrant.Bulk;
import dev.registrant.Registrant;
import dev.registrant.Registration;
import dev.registrant.spi.ClientMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Many creations at a slow vendor, each of two requests, beside the least they can take. */
final class BulkPart implements Part {
  private static final int IN_FLIGHT = 32;
  private static final int REQUESTS = 2;
  private static final int WARM_UP = 160;
  private static final Duration LATENCY = Duration.ofMillis(50);
  private static final double MOST = 1.10;

  private enum Subject {
    BARE,
    REGISTRANT,
    BY_HAND
  }

  private record Run(double millis, long requests) {}

  @Override
  public List<Row> measure(Plan plan) throws Exception {
    int items = plan.of(1000, 320);
    try (VendorProcess vendor = VendorProcess.start(LATENCY);
        Registrant registrant =
            Registrant.builder()
                .providers(OtherLimit.snykWithoutLimit())
                .account(Accounts.snyk(vendor.url()))
                .build()) {
      Apps apps = registrant.account(Accounts.NAME).apps();
      CreateByHand hand = new CreateByHand(vendor.url());
      byRegistrant(apps, WARM_UP);
      byHand(hand, WARM_UP);
      Rounds<Subject, Run> rounds =
          Rounds.run(
              "bulk",
              plan.rounds(),
              List.of(Subject.values()),
              subject -> run(subject, vendor, apps, hand, items));
      List<Double> ideal =
          rounds.of(Subject.BARE, Run::millis).stream()
              .map(bare -> (items + IN_FLIGHT - 1) / IN_FLIGHT * REQUESTS * bare)
              .toList();
      return rows(rounds, ideal, items);
    }
  }

  private static List<Row> rows(Rounds<Subject, Run> rounds, List<Double> ideal, int items) {
    List<Double> registrant = rounds.of(Subject.REGISTRANT, Run::millis);
    List<Double> hand = rounds.of(Subject.BY_HAND, Run::millis);
    boolean twice =
        rounds.of(Subject.REGISTRANT).stream()
            .allMatch(run -> run.requests() == (long) REQUESTS * items);
    String what = "bulk, %,d creations of 2 requests: ".formatted(items);
    Spread ratio = Spread.ratio(registrant, ideal);
    return List.of(
        Row.of(what + "Registrant", IN_FLIGHT)
            .value(Spread.of(registrant), "ms")
            .beside("the ideal", ratio)
            .goal(
                Goal.ratioAtMost(MOST, ratio)
                    .and(new Goal("%,d requests".formatted(REQUESTS * items), twice))),
        Row.of(what + "java.net.http by hand", IN_FLIGHT)
            .value(Spread.of(hand), "ms")
            .beside("the ideal", Spread.ratio(hand, ideal)),
        Row.of(what + "the ideal", IN_FLIGHT)
            .value(Spread.of(ideal), "ms")
            .note(
                "%d times 2 bare requests of %.1f ms each"
                    .formatted(
                        (items + IN_FLIGHT - 1) / IN_FLIGHT,
                        Spread.of(rounds.of(Subject.BARE, Run::millis)).median())));
  }

  private static Run run(
      Subject subject, VendorProcess vendor, Apps apps, CreateByHand hand, int items)
      throws Exception {
    long before = vendor.requests();
    long begin = System.nanoTime();
    switch (subject) {
      case BARE -> {
        return new Run(BareRequest.medianMillis(vendor.url()), 0);
      }
      case REGISTRANT -> byRegistrant(apps, items);
      case BY_HAND -> byHand(hand, items);
    }
    double millis = (System.nanoTime() - begin) / 1e6;
    return new Run(millis, vendor.requests() - before);
  }

  private static void byRegistrant(Apps apps, int items) {
    List<String> names =
        IntStream.range(0, items).mapToObj(i -> "App " + UUID.randomUUID()).toList();
    List<Bulk.Item<String, Registration>> made =
        Bulk.inFlight(IN_FLIGHT).run(names, name -> apps.create(Specs.named(name), key(name)));
    for (Bulk.Item<String, Registration> item : made) {
      ClientMetadata metadata = item.result().orElseThrow().app().metadata();
      if (!metadata.clientName().orElse("").equals(item.input())) {
        throw new IllegalStateException("an app without its name");
      }
    }
  }

  private static String key(String name) {
    return name.replace(' ', '-');
  }

  private static void byHand(CreateByHand hand, int items) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    CreateByHand.Queue queue = hand.queue(items);
    for (int i = 0; i < IN_FLIGHT; i++) {
      Thread thread = new Thread(queue);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    queue.requireDone();
  }
}
