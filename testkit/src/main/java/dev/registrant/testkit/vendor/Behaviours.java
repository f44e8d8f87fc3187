package dev.registrant.testkit.vendor;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The switches of a simulator: one for each thing the vendor's documents leave open. Not
 * thread-safe; the sandbox serialises all use of one simulator.
 */
public final class Behaviours {

  private record Declared(String initial, Set<String> values) {}

  private final Map<String, Declared> declared = new LinkedHashMap<>();
  private final Map<String, String> current = new LinkedHashMap<>();

  /** Makes an empty set; declare with {@link #choice} and {@link #number}. */
  public Behaviours() {}

  /**
   * Declares a switch with named values.
   *
   * @param name what it decides, for example {@code secrets.limit-status}
   * @param initial the value at start and after a reset
   * @param others the other values
   * @return this
   */
  public Behaviours choice(String name, String initial, String... others) {
    Set<String> values = new LinkedHashSet<>();
    values.add(initial);
    values.addAll(List.of(others));
    declared.put(name, new Declared(initial, values));
    current.put(name, initial);
    return this;
  }

  /**
   * Declares a switch that takes any whole number from 1 to 999999999, and its initial value.
   *
   * @param name what it decides
   * @param initial the value at start and after a reset
   * @return this
   */
  public Behaviours number(String name, int initial) {
    declared.put(name, new Declared(Integer.toString(initial), Set.of()));
    current.put(name, Integer.toString(initial));
    return this;
  }

  /**
   * Returns the value in force.
   *
   * @param name a declared name
   * @return its value
   * @throws IllegalArgumentException if nothing of that name was declared
   */
  public String get(String name) {
    String value = current.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no behaviour called " + name);
    }
    return value;
  }

  /**
   * Returns the value in force as a number.
   *
   * @param name a declared name whose values are numbers
   * @return its value
   * @throws IllegalArgumentException if nothing of that name was declared
   */
  public int number(String name) {
    return Integer.parseInt(get(name));
  }

  /**
   * Tells whether a value is in force.
   *
   * @param name a declared name
   * @param value the value asked about
   * @return whether it is the one in force
   * @throws IllegalArgumentException if nothing of that name was declared
   */
  public boolean is(String name, String value) {
    return get(name).equals(value);
  }

  /**
   * Switches.
   *
   * @param name what to switch
   * @param value the value to put in force
   * @throws AdminRefusal naming what is known, if the name or the value is not
   */
  public void set(String name, String value) {
    Declared switchable = declared.get(name);
    if (switchable == null) {
      throw new AdminRefusal("no behaviour called " + name + ", known: " + declared.keySet());
    }
    boolean numeric = switchable.values().isEmpty();
    boolean known =
        numeric ? value.matches("[1-9][0-9]{0,8}") : switchable.values().contains(value);
    if (!known && !value.equals(switchable.initial())) {
      String values =
          numeric
              ? "a whole number from 1, " + switchable.initial() + " to begin with"
              : switchable.values().toString();
      throw new AdminRefusal(name + " cannot be " + value + ", known: " + values);
    }
    current.put(name, value);
  }

  /**
   * Copies all values in force.
   *
   * @return name to value, in the order of declaration
   */
  public Map<String, String> current() {
    return new LinkedHashMap<>(current);
  }

  /** Puts every switch back to its initial value. */
  public void reset() {
    declared.forEach((name, switchable) -> current.put(name, switchable.initial()));
  }
}
