package dev.registrant.spi;

/** What an app is good for at the vendor now. */
public enum AppStatus {
  /** Usable. */
  ACTIVE,
  /** Exists, but is switched off. */
  INACTIVE,
  /** Waits for a person. */
  PENDING
}
