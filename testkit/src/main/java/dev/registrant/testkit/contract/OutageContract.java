package dev.registrant.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.AccountConfiguration;
import dev.registrant.Apps;
import dev.registrant.Policies;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Network;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Repeatability;
import dev.registrant.testkit.FakePlatform;
import dev.registrant.testkit.FaultyWire;
import dev.registrant.testkit.FaultyWire.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for a provider over HTTP when requests and answers go wrong on the wire, with the core
 * around it: what may be repeated is, what may not reaches the vendor once, and every failure tells
 * its outcome. A provider runs it by a test class that extends this one.
 *
 * <p>The core's clock stands still, so that its waits take no time; a stalled answer is given up by
 * the HTTP kit after {@value #PATIENCE_MILLIS} ms of real time.
 */
public abstract class OutageContract {
  private static final int PATIENCE_MILLIS = 300;

  private final FakePlatform platform = new FakePlatform();
  private Optional<FaultyWire> wire = Optional.empty();
  private Optional<Registrant> registrant = Optional.empty();

  /** For subclasses. */
  protected OutageContract() {}

  /** Returns the provider. */
  protected abstract RegistrationProvider provider();

  /** Returns the base URL of a running vendor. */
  protected abstract URI vendor();

  /**
   * Returns an account at a base URL, with the name {@code outage}.
   *
   * @param baseUrl the vendor's own, or one that leads there
   */
  protected abstract AccountConfiguration.Builder accountAt(URI baseUrl);

  /** Returns what the vendor takes for a new app; each has another name. */
  protected abstract ClientMetadata newApp();

  /**
   * Returns whether a request line is of the request that creates an app, for example {@code POST
   * /apps HTTP/1.1}.
   */
  protected abstract boolean creates(String requestLine);

  /** Returns whether a request line is of a request that reads one app. */
  protected abstract boolean reads(String requestLine);

  @BeforeEach
  final void startWire() {
    wire = Optional.of(FaultyWire.to(vendor()));
  }

  @AfterEach
  final void stopWire() {
    registrant.ifPresent(Registrant::close);
    wire().close();
  }

  /** Faults after which an answer is not usable, though the vendor may have carried it out. */
  static Stream<Arguments> lostAnswers() {
    return Stream.of(
        Arguments.of("reset without an answer", new Fault.Reset()),
        Arguments.of("reset instead of the answer", new Fault.LoseAnswer()),
        Arguments.of("an answer that does not come", new Fault.Stall()),
        Arguments.of("a body that stalls", new Fault.StallBody()),
        Arguments.of("a body that is cut off", new Fault.Truncate()),
        Arguments.of("408", new Fault.Answer(408, "")),
        Arguments.of("500", new Fault.Answer(500, "")),
        Arguments.of("502", new Fault.Answer(502, "")),
        Arguments.of("503", new Fault.Answer(503, "")));
  }

  /** Refusals that were not processed. */
  static Stream<Arguments> refusalsForNow() {
    return Stream.of(
        Arguments.of("seconds", "Retry-After: 7\r\n", Duration.ofSeconds(7)),
        Arguments.of(
            "a date, by the vendor's clock",
            "Date: Thu, 01 Jan 2099 00:00:00 GMT\r\n"
                + "Retry-After: Thu, 01 Jan 2099 00:00:09 GMT\r\n",
            Duration.ofSeconds(9)),
        Arguments.of("nothing", "", Duration.ofMillis(1)),
        Arguments.of("rubbish", "Retry-After: soon\r\n", Duration.ofMillis(1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lostAnswers")
  final void lostReadIsRepeated(String name, Fault fault) {
    AppId id = apps(wire().url()).create(newApp()).app().id();
    long before = wire().requests(this::reads);
    wire().arm(this::reads, fault, 1);
    assertEquals(id, apps().fresh().find(id).app().id());
    assertEquals(2, wire().requests(this::reads) - before);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lostAnswers")
  final void lostCreateMakesNoTwin(String name, Fault fault) {
    ClientMetadata wanted = newApp();
    wire().arm(this::creates, fault, 1);
    Apps apps = apps(wire().url());
    if (isOnce()) {
      var error =
          assertThrows(
              RegistrationException.OutcomeUnknown.class, () -> apps.create(wanted, "key"));
      assertEquals(Outcome.UNKNOWN, error.outcome());
      assertEquals(1, wire().requests(this::creates));
    } else {
      apps.create(wanted, "key");
    }
    requireOneApp(wanted);
  }

  /** A working name may have to stay until the lost request can no longer be carried out. */
  private void requireOneApp(ClientMetadata wanted) {
    platform.advance(Duration.ofMinutes(10));
    registrant().reconcile();
    apps().create(wanted, "key");
    List<App> all = apps().fresh().list().toList();
    assertEquals(1, all.size(), "apps");
    assertEquals(wanted.clientName(), all.get(0).metadata().clientName());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusalsForNow")
  final void createThatWasRefusedForNowIsMadeAfterThePause(
      String name, String headers, Duration pause) {
    apps(wire().url()).create(newApp());
    long usual = wire().requests(this::creates);
    wire().arm(this::creates, new Fault.Answer(429, headers), 1);
    Duration before = now();
    apps().create(newApp());
    assertTrue(now().minus(before).compareTo(pause) >= 0, "waited " + now().minus(before));
    assertEquals(usual + 1, wire().requests(this::creates) - usual);
    assertEquals(2, apps().list().count());
  }

  @Test
  final void createThatReachesNobodyIsRepeatedAndNotApplied() {
    var error =
        assertThrows(
            RegistrationException.Unavailable.class,
            () -> apps(wire().urlOfNobody()).create(newApp()));
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
    assertTrue(error.details().attempts().orElseThrow() > 1, "attempts");
  }

  @Test
  final void createWithoutTlsIsNotApplied() {
    var error =
        assertThrows(
            RegistrationException.Unavailable.class,
            () -> apps(wire().urlWithTls()).create(newApp()));
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
    assertEquals(0, wire().requests(this::creates));
  }

  @Test
  final void successThatIsUnreadableIsNotBelievedToHaveFailed() {
    ClientMetadata wanted = newApp();
    wire().arm(this::creates, new Fault.Garble(), 1);
    Apps apps = apps(wire().url());
    if (isOnce()) {
      assertThrows(RegistrationException.OutcomeUnknown.class, () -> apps.create(wanted, "key"));
    } else {
      apps.create(wanted, "key");
    }
    requireOneApp(wanted);
  }

  @Test
  final void refusedCredentialIsToldAndNotTriedAgain() {
    wire().arm(this::creates, new Fault.Answer(401, ""), 1);
    Apps apps = apps(wire().url());
    var error =
        assertThrows(RegistrationException.Unauthenticated.class, () -> apps.create(newApp()));
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
    assertEquals(1, wire().requests(this::creates));
  }

  private boolean isOnce() {
    return registrant().account("outage").capabilities().operations().get(Operation.APPS_CREATE)
        == Repeatability.ONCE;
  }

  private Apps apps(URI baseUrl) {
    if (registrant.isEmpty()) {
      registrant =
          Optional.of(
              Registrant.builder()
                  .providers(ProviderCatalog.of(List.of(provider())))
                  .platform(platform)
                  .policies(Policies.defaults().withDeadline(Duration.ofMinutes(5)))
                  .account(
                      accountAt(baseUrl)
                          .network(
                              Network.defaults()
                                  .withRequestTimeout(Duration.ofMillis(PATIENCE_MILLIS)))
                          .build())
                  .build());
    }
    return apps();
  }

  private Apps apps() {
    return registrant().account("outage").apps();
  }

  private Registrant registrant() {
    return registrant.orElseThrow();
  }

  private FaultyWire wire() {
    return wire.orElseThrow();
  }

  private Duration now() {
    return Duration.ofNanos(platform.nanoTime());
  }
}
