package dev.registrant.testkit.vendor;

import java.util.Map;
import java.util.Set;

/**
 * One vendor, simulated: its wire format, its rules and its state. It knows nothing of faults; the
 * sandbox plays those around it.
 *
 * <p>The sandbox never calls one simulator from two threads at a time, so an implementation needs
 * no locks. JSON goes in and out as maps, lists, strings, numbers and booleans.
 */
public interface VendorSimulator {

  /**
   * Names the vendor: the first path segment of everything it serves and its key in the admin.
   *
   * @return lower-case letters
   */
  String name();

  /**
   * Gives what a client needs to begin: base URL, credentials, ids. Shown in the ready line.
   *
   * @return the same values for the life of the sandbox, a reset included
   */
  Map<String, String> account();

  /**
   * Gives the switches.
   *
   * @return always the same object
   */
  Behaviours behaviours();

  /**
   * Classifies a request.
   *
   * @param request any request below the vendor's name
   * @return an operation of the admin contract such as {@code apps.create} or {@code token}, one of
   *     {@link #moreOperations}, or {@code unknown}; never throws
   */
  String operation(VendorRequest request);

  /**
   * Names operations that the admin contract does not have.
   *
   * @return names at which faults may be armed; none by default
   */
  default Set<String> moreOperations() {
    return Set.of();
  }

  /**
   * Carries a request out, state and all.
   *
   * @param request any request below the vendor's name
   * @return the answer, also for what is refused
   */
  VendorAnswer handle(VendorRequest request);

  /**
   * Refuses a request without looking at it, in the vendor's own error format.
   *
   * @param request what is refused
   * @param status 400 to 599
   * @param detail why
   * @return the answer
   */
  VendorAnswer refusal(VendorRequest request, int status, String detail);

  /**
   * Names the JSON members of answers that carry a secret, for the faults that lose it.
   *
   * @return member names
   */
  Set<String> secretMembers();

  /**
   * Shows everything there is, secrets in clear: at least {@code apps} and {@code installs}.
   *
   * @return a copy
   */
  Map<String, Object> state();

  /**
   * Names what {@link #seed} can make.
   *
   * @return at least one kind
   */
  Set<String> seedKinds();

  /**
   * Makes what no API of the vendor can.
   *
   * @param kind one of {@link #seedKinds}
   * @param fields further members of the admin request
   * @return the ids of what was made
   * @throws AdminRefusal if the fields are wrong
   */
  Map<String, Object> seed(String kind, Map<String, Object> fields);

  /**
   * Names what a person can do at this vendor.
   *
   * @return none by default: a vendor without people
   */
  default Set<String> acts() {
    return Set.of();
  }

  /**
   * Plays the person.
   *
   * @param act one of {@link #acts}
   * @param fields further members of the admin request
   * @return what the person brings back
   * @throws AdminRefusal if the fields are wrong, and by default always
   */
  default Map<String, Object> human(String act, Map<String, Object> fields) {
    throw new AdminRefusal(name() + " has no people");
  }

  /**
   * Copies the simulator with its state, for reads that lag behind. Changes to the copy and to the
   * original do not show in each other.
   *
   * @return the copy
   */
  VendorSimulator copy();

  /** Puts the state back to how it was at start. The sandbox resets the behaviours itself. */
  void reset();
}
