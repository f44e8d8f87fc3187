package dev.registrant.spi;

/**
 * Whether a request may be sent again when its answer was lost. It belongs to a pair of provider
 * and operation and is declared in {@link Capabilities}.
 */
public enum Repeatability {
  /** Changes nothing at the vendor: may be repeated at any time. */
  SAFE,
  /** Carried out twice it has the effect of once: may be repeated. */
  IDEMPOTENT,
  /**
   * Each carried out request has an effect of its own: repeated only if provably not carried out.
   */
  ONCE,
  /** A repeat is refused by the vendor if the first one was carried out. */
  GUARDED
}
