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
  /** Takes the key of an app that a person made. */
  COMPLETE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether a creation is what is to be settled. */
  boolean creates() {
    return this == CREATE || this == SETTLE || this == RESUME;
  }
}
