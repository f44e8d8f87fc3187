package dev.registrant.testkit;

import dev.registrant.testkit.vendor.SandboxTime;
import dev.registrant.testkit.vendor.VendorAnswer;
import dev.registrant.testkit.vendor.VendorRequest;
import dev.registrant.testkit.vendor.VendorSimulator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** One vendor at the sandbox: its simulator, the faults armed at it and the requests it saw. */
final class Stand {

  private static final byte[] GARBAGE =
      "{\"data\":{\"id\":\"\u0000<html>\n502 upstr".getBytes(StandardCharsets.UTF_8);

  private final VendorSimulator simulator;
  private final SandboxTime time;
  private final URI elsewhere;
  private final FaultTable faults = new FaultTable();
  private final Map<String, Map<String, Integer>> counts = new TreeMap<>();
  private int resets;

  Stand(VendorSimulator simulator, SandboxTime time, URI elsewhere) {
    this.simulator = simulator;
    this.time = time;
    this.elsewhere = elsewhere;
  }

  String name() {
    return simulator.name();
  }

  Set<String> moreOperations() {
    return simulator.moreOperations();
  }

  Set<String> acts() {
    return simulator.acts();
  }

  /** Runs something on the simulator while no request does. */
  synchronized <T> T with(Function<VendorSimulator, T> use) {
    return use.apply(simulator);
  }

  synchronized void arm(Fault fault) {
    faults.arm(fault, simulator, time.now());
  }

  synchronized void reset() {
    resets++;
    faults.clear();
    counts.clear();
    simulator.behaviours().reset();
    simulator.reset();
  }

  /** Lets commits that are still to come do nothing. */
  synchronized void forgetLateCommits() {
    resets++;
  }

  synchronized Map<String, Object> state() {
    Map<String, Object> all = new LinkedHashMap<>(simulator.state());
    Map<String, Object> requests = new LinkedHashMap<>();
    counts.forEach((operation, statuses) -> requests.put(operation, new TreeMap<>(statuses)));
    all.put("requests", requests);
    all.put("behaviours", simulator.behaviours().current());
    all.put("faults", faults.json());
    return all;
  }

  synchronized Reply answer(VendorRequest request) {
    String operation = simulator.operation(request);
    Reply reply =
        faults
            .take(operation, time.now())
            .map(taken -> play(taken, request, operation))
            .orElseGet(() -> new Reply.Send(simulator.handle(request)));
    count(operation, reply);
    return reply;
  }

  private Reply play(FaultTable.Taken taken, VendorRequest request, String operation) {
    Fault fault = taken.fault();
    return switch (fault.kind()) {
      case DROP_BEFORE_COMMIT -> new Reply.Drop();
      case COMMIT_THEN_DROP -> {
        simulator.handle(request);
        yield new Reply.Drop();
      }
      case COMMIT_THEN_500 -> {
        simulator.handle(request);
        yield refusal(request, 500, "Something went wrong.");
      }
      case LATE_COMMIT -> {
        commitLater(fault, request);
        yield new Reply.Drop();
      }
      case REFUSE -> refusal(request, fault.status(), "Refused by the sandbox.");
      case UNAVAILABLE -> refusal(request, 503, "The service is unavailable.");
      case TOO_MANY_SECONDS, TOO_MANY_DATE -> tooMany(fault, request);
      case STALE_READ -> lag(taken, request, operation);
      case PROPAGATION -> new Reply.Send(simulator.handle(request.withPropagation(fault.span())));
      case SLOW -> new Reply.Send(simulator.handle(request), fault.span());
      case SLOW_BODY -> new Reply.Dribble(simulator.handle(request), fault.span());
      case ENDLESS_BODY -> new Reply.Endless(simulator.handle(request));
      case GARBAGE_2XX -> garbled(simulator.handle(request));
      case EMPTY_SECRET -> withoutSecret(simulator.handle(request), true);
      case MISSING_SECRET -> withoutSecret(simulator.handle(request), false);
      case REDIRECT -> redirect(request);
    };
  }

  private void commitLater(Fault fault, VendorRequest request) {
    int before = resets;
    time.later(
        fault.span(),
        () -> {
          synchronized (this) {
            if (resets == before) {
              simulator.handle(request);
            }
          }
        });
  }

  private Reply lag(FaultTable.Taken taken, VendorRequest request, String operation) {
    VendorSimulator past = taken.past();
    if (past != null) {
      return new Reply.Send(past.handle(request));
    }
    if (!Operations.isRead(operation)) {
      faults.lagFrom(taken.fault(), simulator, time.now());
    }
    return new Reply.Send(simulator.handle(request));
  }

  private Reply tooMany(Fault fault, VendorRequest request) {
    long seconds = Math.max(1, (fault.span().toMillis() + 999) / 1000);
    String after = Long.toString(seconds);
    if (fault.kind() == FaultKind.TOO_MANY_DATE) {
      Instant until = time.now().plusSeconds(seconds);
      after = DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atZone(ZoneOffset.UTC));
    }
    VendorAnswer answer = simulator.refusal(request, 429, "Too many requests.");
    return new Reply.Send(answer.withHeader("retry-after", after));
  }

  private Reply redirect(VendorRequest request) {
    String query = request.query().isEmpty() ? "" : "?" + request.query();
    String target = elsewhere + "/" + name() + request.path() + query;
    return new Reply.Send(new VendorAnswer(307, Map.of("location", target), new byte[0]));
  }

  private Reply refusal(VendorRequest request, int status, String detail) {
    return new Reply.Send(simulator.refusal(request, status, detail));
  }

  private static Reply garbled(VendorAnswer answer) {
    if (!answer.successful()) {
      return new Reply.Send(answer);
    }
    int status = answer.status() == 204 ? 200 : answer.status();
    return new Reply.Send(new VendorAnswer(status, answer.headers(), GARBAGE.clone()));
  }

  private Reply withoutSecret(VendorAnswer answer, boolean leaveEmpty) {
    byte[] body = Json.without(answer.body(), simulator.secretMembers(), leaveEmpty);
    return new Reply.Send(answer.successful() ? answer.withBody(body) : answer);
  }

  private void count(String operation, Reply reply) {
    String status =
        reply instanceof Reply.Send send
            ? Integer.toString(send.answer().status())
            : reply instanceof Reply.Dribble dribble
                ? Integer.toString(dribble.answer().status())
                : reply instanceof Reply.Endless endless
                    ? Integer.toString(endless.answer().status())
                    : "dropped";
    counts.computeIfAbsent(operation, unused -> new TreeMap<>()).merge(status, 1, Integer::sum);
  }
}
