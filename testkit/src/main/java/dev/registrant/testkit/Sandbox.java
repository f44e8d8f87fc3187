package dev.registrant.testkit;

import dev.registrant.testkit.servicetitan.ServiceTitanSimulator;
import dev.registrant.testkit.snyk.SnykSimulator;
import dev.registrant.testkit.vendor.AdminRefusal;
import dev.registrant.testkit.vendor.SandboxTime;
import dev.registrant.testkit.vendor.VendorAnswer;
import dev.registrant.testkit.vendor.VendorContext;
import dev.registrant.testkit.vendor.VendorRequest;
import dev.registrant.testkit.vendor.VendorSimulator;
import dev.registrant.testkit.zitadel.ZitadelSimulator;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Simulated vendors on one loopback port, with an admin to look into them and to make them
 * misbehave.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.start()) {
 *   sandbox.arm(Fault.of("snyk", "apps.create", FaultKind.COMMIT_THEN_DROP));
 *   String baseUrl = sandbox.account("snyk").get("baseUrl");
 *   ...
 * }
 * }</pre>
 *
 * <p>Everything may be called from any thread. The vendor's data dies with the sandbox.
 */
public final class Sandbox implements AutoCloseable {

  private final LoopbackServer server;
  private final LoopbackServer elsewhere;
  private final SystemTime systemTime = new SystemTime();
  private final Map<String, Stand> stands = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> accounts = new LinkedHashMap<>();
  private final AdminDesk admin;

  private Sandbox(Builder builder) {
    SandboxTime time = builder.time.isEmpty() ? systemTime : builder.time.get(0);
    server = LoopbackServer.bind(builder.port, time);
    elsewhere = LoopbackServer.bind(0, time);
    LeakTrap trap = new LeakTrap();
    VendorContext context =
        new VendorContext(server.address(), elsewhere.address(), time, builder.random);
    for (Function<VendorContext, VendorSimulator> vendor : builder.vendors) {
      VendorSimulator simulator = vendor.apply(context);
      stands.put(simulator.name(), new Stand(simulator, time, elsewhere.address()));
      accounts.put(
          simulator.name(), Collections.unmodifiableMap(new LinkedHashMap<>(simulator.account())));
    }
    admin = new AdminDesk(stands, trap);
    elsewhere.serve(trap::record);
    server.serve(this::answer);
  }

  /**
   * Starts a sandbox with all vendors on any free port.
   *
   * @return the running sandbox
   * @throws java.io.UncheckedIOException if there is no port to listen on
   */
  public static Sandbox start() {
    return builder().start();
  }

  /**
   * Starts a sandbox with all vendors.
   *
   * @param port where to listen, 0 for any free port
   * @return the running sandbox
   * @throws java.io.UncheckedIOException if the port is taken
   */
  public static Sandbox start(int port) {
    return builder().port(port).start();
  }

  /**
   * Begins a sandbox with a time, a random source or vendors of one's own.
   *
   * @return a builder with all vendors, real time and secure random ids
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Gives the address of the admin.
   *
   * @return for example {@code http://127.0.0.1:4010/_sandbox}
   */
  public URI admin() {
    return URI.create(server.address() + AdminDesk.PATH);
  }

  /**
   * Gives what a client of one vendor needs.
   *
   * @param vendor a simulator's name
   * @return base URL, credentials and ids; they outlive a reset
   * @throws AdminRefusal if there is no such vendor
   */
  public Map<String, String> account(String vendor) {
    admin.stand(vendor);
    return accounts.getOrDefault(vendor, Map.of());
  }

  /**
   * Describes all accounts and the admin on one line.
   *
   * @return a JSON object without a line break
   */
  public String readyLine() {
    Map<String, Object> all = new LinkedHashMap<>(accounts);
    all.put("admin", admin().toString());
    return Json.write(all);
  }

  /**
   * Arms a fault.
   *
   * @param fault what shall happen, and when
   * @throws AdminRefusal if the vendor or the operation is not known
   */
  public void arm(Fault fault) {
    admin.arm(fault);
  }

  /**
   * Switches a behaviour that the vendor's documents leave open.
   *
   * @param vendor a simulator's name
   * @param name the behaviour
   * @param value the value to put in force until the next reset
   * @throws AdminRefusal naming what is known, if one of the three is not
   */
  public void behave(String vendor, String name, String value) {
    admin.behave(admin.stand(vendor), name, value);
  }

  /**
   * Makes what no API of the vendor can.
   *
   * @param vendor a simulator's name
   * @param kind what to make
   * @param fields more about it, may be empty
   * @return the ids of what was made
   * @throws AdminRefusal if anything is unknown or wrong
   */
  public Map<String, Object> seed(String vendor, String kind, Map<String, Object> fields) {
    Map<String, Object> all = new LinkedHashMap<>(fields);
    all.put("vendor", vendor);
    all.put("kind", kind);
    return admin.seed(all);
  }

  /**
   * Looks into all simulators, secrets in clear.
   *
   * @return the same as {@code GET /_sandbox/state}, as maps, lists, strings and numbers
   */
  public Map<String, Object> state() {
    return admin.state();
  }

  /** Empties all simulators and disarms all faults; accounts stay the same. */
  public void reset() {
    admin.reset();
  }

  /** Stops listening, cuts all connections and forgets commits that are still to come. */
  @Override
  public void close() {
    server.close();
    elsewhere.close();
    stands.values().forEach(Stand::forgetLateCommits);
    systemTime.close();
  }

  private Reply answer(VendorRequest request) {
    String path = request.path();
    if (path.equals(AdminDesk.PATH) || path.startsWith(AdminDesk.PATH + "/")) {
      return new Reply.Send(admin.answer(request));
    }
    int end = path.indexOf('/', 1);
    Stand stand = stands.get(end < 0 ? path.substring(1) : path.substring(1, end));
    if (stand == null) {
      VendorAnswer nothing = Json.answer(404, Map.of("error", "vendors: " + stands.keySet()));
      return new Reply.Send(nothing);
    }
    return stand.answer(request.withPath(end < 0 ? "/" : path.substring(end)));
  }

  /** Collects what a sandbox is made of. Not thread-safe. */
  public static final class Builder {

    private int port;
    private List<SandboxTime> time = List.of();
    private RandomGenerator random = new SecureRandom();
    private List<Function<VendorContext, VendorSimulator>> vendors =
        List.of(SnykSimulator::new, ZitadelSimulator::new, ServiceTitanSimulator::new);

    private Builder() {}

    /**
     * Sets the port.
     *
     * @param number where to listen, 0 for any free port, which is the default
     * @return this
     */
    public Builder port(int number) {
      port = number;
      return this;
    }

    /**
     * Sets the time; the default is real.
     *
     * @param source asked for everything that depends on time
     * @return this
     */
    public Builder time(SandboxTime source) {
      time = List.of(source);
      return this;
    }

    /**
     * Sets where ids and secrets come from; a seeded one repeats them.
     *
     * @param source safe to share between threads
     * @return this
     */
    public Builder random(RandomGenerator source) {
      random = source;
      return this;
    }

    /**
     * Replaces the vendors.
     *
     * @param simulators makes one simulator each
     * @return this
     */
    public Builder vendors(List<Function<VendorContext, VendorSimulator>> simulators) {
      vendors = List.copyOf(simulators);
      return this;
    }

    /**
     * Starts the sandbox.
     *
     * @return the running sandbox
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public Sandbox start() {
      return new Sandbox(this);
    }
  }
}
