package dev.registrant.crash;

import dev.registrant.Store.Change;

/** A defect that is put into a victim, to prove that the matrix would see it. */
enum Forgetting {
  /** No defect. */
  NOTHING,
  /** Intents are not written: nothing tells that a request was sent. */
  INTENTS,
  /** Credentials are not written. */
  CREDENTIALS,
  /** Duties are not written. */
  DUTIES,
  /** The names of apps are written, but no registration. */
  REGISTRATIONS;

  void in(Change change) {
    switch (this) {
      case NOTHING -> {}
      case INTENTS -> change.intents().clear();
      case CREDENTIALS -> change.credentials().clear();
      case DUTIES -> change.duties().clear();
      case REGISTRATIONS -> change.registrations().clear();
    }
  }
}
