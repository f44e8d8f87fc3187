package dev.registrant.crash;

import java.util.Locale;

/** What a victim is about when it dies. */
enum Write {
  /** Registers an app. */
  CREATE,
  /** Changes an app that is there. */
  UPDATE,
  /** Deletes an app that is there. */
  DELETE,
  /** Reconciles an hour after the answer of a creation was lost. */
  SETTLE,
  /** Calls the same key again, an hour after the answer of a creation was lost. */
  RESUME,
  /** Reconciles an hour after a process died between the creation and the final name. */
  FINISH,
  /** Takes the key of an app that a person made. */
  COMPLETE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether it begins an hour after something went wrong. */
  boolean isLater() {
    return this == SETTLE || this == RESUME || this == FINISH;
  }

  /** Returns whether a creation is what is to be settled. */
  boolean creates() {
    return this == CREATE || this == SETTLE || this == RESUME || this == FINISH;
  }
}
