package dev.registrant.testkit.zitadel;

import dev.registrant.testkit.vendor.Behaviours;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What reads see: the event store as it was a while ago, unless something moved it on. */
final class Projections {

  /** Each kind is projected on its own. */
  enum Kind {
    APPS,
    KEYS,
    PROJECTS,
    GRANTS
  }

  private record Snapshot(Instant written, World world) {}

  private final Behaviours behaviours;
  private final List<Snapshot> log = new ArrayList<>();
  private final Map<Kind, Integer> triggered = new EnumMap<>(Kind.class);
  private World base = new World();

  Projections(Behaviours behaviours) {
    this.behaviours = behaviours;
  }

  private int lag() {
    return behaviours.number(Switches.LAG);
  }

  /** To be called before a write. */
  void before(World live, Instant now) {
    if (lag() > 0) {
      settle(now);
      if (log.isEmpty()) {
        base = live.copy();
      }
    }
  }

  /** To be called after a write. */
  void after(World live, Instant now) {
    if (lag() > 0) {
      log.add(new Snapshot(now, live.copy()));
    }
  }

  /** Lets one kind catch up, as a v1 GET does. */
  void trigger(Kind kind) {
    if (behaviours.is(Switches.GET_TRIGGERS, "on")) {
      triggered.put(kind, log.size());
    }
  }

  World seen(Kind kind, World live, Instant now) {
    if (lag() == 0 || log.isEmpty()) {
      return live;
    }
    int reached = Math.max(triggered.getOrDefault(kind, 0), settled(now));
    return reached == 0 ? base : log.get(reached - 1).world();
  }

  private int settled(Instant now) {
    Instant edge = now.minusMillis(lag());
    return (int) log.stream().filter(one -> !one.written().isAfter(edge)).count();
  }

  private void settle(Instant now) {
    int done = settled(now);
    if (done > 0) {
      base = log.get(done - 1).world();
      log.subList(0, done).clear();
      triggered.replaceAll((kind, reached) -> Math.max(0, reached - done));
    }
  }

  void clear() {
    log.clear();
    triggered.clear();
  }
}
