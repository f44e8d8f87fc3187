package dev.registrant.testkit;

import dev.registrant.testkit.vendor.VendorSimulator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The faults armed at one vendor; the oldest that matches is played. Guarded by its stand. */
final class FaultTable {

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
    armed.add(new Armed(fault, readsLag ? present.copy() : null, now.plus(fault.span())));
  }

  /** Opens the window that follows a write at which a stale read was armed. */
  void lagFrom(Fault fault, VendorSimulator present, Instant now) {
    Fault window = Fault.of(fault.vendor(), "*", FaultKind.STALE_READ).lasting(fault.span());
    arm(window, present, now);
  }

  Optional<Taken> take(String operation, Instant now) {
    armed.removeIf(one -> one.past != null && !now.isBefore(one.end));
    for (Armed one : armed) {
      if (one.matches(operation)) {
        one.left--;
        if (one.left == 0) {
          armed.remove(one);
        }
        return Optional.of(new Taken(one.fault, one.past));
      }
    }
    return Optional.empty();
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
