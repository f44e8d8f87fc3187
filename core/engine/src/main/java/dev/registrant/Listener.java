package dev.registrant;

/**
 * Is told what happens. Implementations are thread-safe, quick and do not block: they are called in
 * the midst of calls. What one throws is logged once and changes nothing, an {@code Error} too;
 * only a failure of the virtual machine, such as an {@code OutOfMemoryError}, is passed on.
 *
 * @see RegistrantBuilder#listener
 */
@FunctionalInterface
public interface Listener {
  /** Something happened. */
  void on(Event event);
}
