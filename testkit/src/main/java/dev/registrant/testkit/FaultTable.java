package dev.registrant.testkit;

import dev.registrant.testkit.vendor.VendorSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The faults armed at one vendor; the oldest that matches is played, and one that ends by time
 * alone only if no other does. Guarded by its stand.
 */
final class FaultTable {

  /** How long reads lag after a write if nobody says. */
  private static final Duration USUAL_LAG = Duration.ofSeconds(1);

  /** A fault with what is left of it; stale reads also carry the past and when it ends. */
  private static final class Armed {
    final Fault fault;
    final @Nullable VendorSimulator past;
    final Instant end;
    int left;

    Armed(Fault fault, @Nullable VendorSimulator past, Instant end) {
      this.fault = fault;
      this.past = past;
      this.end = end;
      this.left = fault.times();
    }

    /** Whether it is never used up, so that it would be played instead of every later one. */
    boolean isWindow() {
      return past != null && fault.times() == Integer.MAX_VALUE;
    }

    boolean matches(String operation) {
      boolean reaches = past == null || Operations.isRead(operation);
      return reaches
          && (fault.operation().equals(operation)
              || (fault.operation().equals("*") && fault.kind().meaningfulFor(operation)));
    }
  }

  /** What to play: the fault and, for a read that shall lag, the simulator to ask instead. */
  record Taken(Fault fault, @Nullable VendorSimulator past) {}

  private final List<Armed> armed = new ArrayList<>();

  void arm(Fault fault, VendorSimulator present, Instant now) {
    boolean readsLag =
        fault.kind() == FaultKind.STALE_READ
            && (fault.operation().equals("*") || Operations.isRead(fault.operation()));
    boolean counted = fault.span().isZero() && fault.times() < Integer.MAX_VALUE;
    Instant end = counted ? Instant.MAX : now.plus(fault.span());
    armed.add(new Armed(fault, readsLag ? present.copy() : null, end));
  }

  /** Opens the window that follows a write at which a stale read was armed. */
  void lagFrom(Fault fault, VendorSimulator present, Instant now) {
    Duration span = fault.span().isZero() ? USUAL_LAG : fault.span();
    Fault window = Fault.of(fault.vendor(), "*", FaultKind.STALE_READ).lasting(span);
    arm(window, present, now);
  }

  Optional<Taken> take(String operation, Instant now) {
    armed.removeIf(one -> one.past != null && !now.isBefore(one.end));
    Optional<Armed> found =
        armed.stream()
            .filter(one -> one.matches(operation))
            .min(Comparator.comparing(Armed::isWindow));
    found.ifPresent(
        one -> {
          one.left--;
          if (one.left == 0) {
            armed.remove(one);
          }
        });
    return found.map(one -> new Taken(one.fault, one.past));
  }

  List<Map<String, Object>> json() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Armed one : armed) {
      Map<String, Object> members = one.fault.json();
      members.put("times", one.left);
      all.add(members);
    }
    return all;
  }

  void clear() {
    armed.clear();
  }
}
