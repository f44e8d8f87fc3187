package dev.registrant.engine;

import dev.registrant.Policies.RetryPolicy;
import java.util.concurrent.atomic.AtomicInteger;

/** How many repeats a rate scope has in reserve: each takes one, successes put them back. */
final class RetryBudget {
  private final int cost;
  private final int most;
  private final AtomicInteger left;

  RetryBudget(RetryPolicy policy) {
    this.cost = policy.payback();
    this.most = Math.multiplyExact(policy.budget(), policy.payback());
    this.left = new AtomicInteger(most);
  }

  /** Takes a repeat; false if there is none. */
  boolean take() {
    int before = left.getAndUpdate(units -> units >= cost ? units - cost : units);
    return before >= cost;
  }

  void succeeded() {
    if (left.get() < most) {
      left.getAndUpdate(units -> Math.min(most, units + 1));
    }
  }
}
