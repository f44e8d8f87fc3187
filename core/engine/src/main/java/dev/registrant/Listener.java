package dev.registrant;

/**
 * Is told what happens. Implementations are thread-safe, quick and do not block: they are called in
 * the midst of calls. What one throws is logged once and changes nothing.
 *
 * @see RegistrantBuilder#listener
 */
@FunctionalInterface
public interface Listener {
  /** Something happened. */
  void on(Event event);
}
