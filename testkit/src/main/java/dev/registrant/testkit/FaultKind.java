package dev.registrant.testkit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The ways in which a simulator can be made to misbehave. */
public enum FaultKind {
  /** Closes the connection; nothing was carried out. */
  DROP_BEFORE_COMMIT("drop-before-commit"),
  /** Carries the request out, then closes the connection without an answer. */
  COMMIT_THEN_DROP("commit-then-drop"),
  /** Carries the request out, then answers 500. */
  COMMIT_THEN_500("commit-then-500"),
  /** Closes the connection at once and carries the request out later. */
  LATE_COMMIT("late-commit"),
  /** Answers an error document of the vendor with the given status; nothing was carried out. */
  REFUSE("refuse"),
  /** Answers 503; nothing was carried out. */
  UNAVAILABLE("503"),
  /** Answers 429 with {@code Retry-After} in seconds; nothing was carried out. */
  TOO_MANY_SECONDS("429-seconds"),
  /** Answers 429 with {@code Retry-After} as a date; nothing was carried out. */
  TOO_MANY_DATE("429-date"),
  /**
   * Lets reads lag. Armed at a read or at {@code *}: reads show the state as it was when armed.
   * Armed at a write: from that write on, all reads show the state as it was before it. Without a
   * span, reads lag as often as the fault is armed for, and after a write for a second. Another
   * fault that is armed at a read is played before one that lasts for a span.
   */
  STALE_READ("stale-read"),
  /**
   * Lets credentials work late: those the request makes or, at {@code token}, any that are young.
   */
  PROPAGATION("propagation"),
  /** Carries the request out, waits, then answers. */
  SLOW("slow"),
  /** Carries the request out, answers the headers at once and the body bit by bit. */
  SLOW_BODY("slow-body"),
  /** Carries the request out and answers a body that does not end. */
  ENDLESS_BODY("endless-body"),
  /** Carries the request out and answers its status with an unreadable body. */
  GARBAGE_2XX("garbage-2xx"),
  /** Carries the request out and answers with the secret empty. */
  EMPTY_SECRET("empty-secret"),
  /** Carries the request out and answers without the secret's member. */
  MISSING_SECRET("missing-secret"),
  /** Answers 307 to another port that records what it is sent; nothing was carried out. */
  REDIRECT("redirect");

  private final String wireName;

  FaultKind(String wireName) {
    this.wireName = wireName;
  }

  /**
   * Gives the name used in the admin.
   *
   * @return for example {@code commit-then-drop}
   */
  public String wireName() {
    return wireName;
  }

  static Optional<FaultKind> named(String wireName) {
    return Arrays.stream(values()).filter(kind -> kind.wireName.equals(wireName)).findFirst();
  }

  static List<String> wireNames() {
    return Arrays.stream(values()).map(FaultKind::wireName).toList();
  }

  /** What {@code *} stands for: a fault that changes nothing is not spent on just any request. */
  boolean meaningfulFor(String operation) {
    return switch (this) {
      case STALE_READ -> Operations.isRead(operation);
      case PROPAGATION -> Operations.answersSecret(operation) || operation.equals("token");
      case EMPTY_SECRET, MISSING_SECRET -> Operations.answersSecret(operation);
      default -> true;
    };
  }

  /** How long it lasts or waits if nobody says; zero if it is not by time that it ends. */
  Duration usualSpan() {
    return this == STALE_READ ? Duration.ZERO : Duration.ofSeconds(1);
  }
}
