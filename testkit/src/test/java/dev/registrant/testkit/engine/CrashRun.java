package dev.registrant.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.Account;
import dev.registrant.AccountConfiguration;
import dev.registrant.CredentialInfo;
import dev.registrant.Intent;
import dev.registrant.Intent.Stage;
import dev.registrant.ProviderCatalog;
import dev.registrant.Reconciliation;
import dev.registrant.Reconciliation.Result;
import dev.registrant.Registrant;
import dev.registrant.Store;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Settlement.Way;
import dev.registrant.testkit.FakePlatform;
import dev.registrant.testkit.InMemoryProvider;
import dev.registrant.testkit.InMemoryProvider.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Some processes that create, change, delete and reconcile on one store at one vendor, with
 * anything going wrong at any step, and what must hold when it is over.
 */
final class CrashRun {
  private static final List<String> KEYS = List.of("k1", "k2");
  private static final String TOKEN = "admin-token-value";
  private static final String SECRETS = "memory-secret-";
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final List<String> story = new ArrayList<>();
  private final Random random;
  private final Kind kind;
  private final FakePlatform platform;
  private final InMemoryProvider vendor;
  private final Store store = Store.inMemory();
  private final Duration lag;
  private final double trouble;
  private final double storeTrouble;

  /** Whether creates may be carried out after the vendor's window, so that surplus is allowed. */
  private final boolean vendorBreaksItsWord;

  private final Set<String> deleted = new HashSet<>();
  private Fate fate = Fate.toLive();
  private boolean calm;
  private boolean surplusAllowed;
  private int suspended;

  CrashRun(long seed) {
    random = new Random(seed);
    platform = new FakePlatform(seed);
    kind = new Kind(pick(Way.values()), random.nextBoolean());
    vendor = new InMemoryProvider(Secret.of(TOKEN), kind);
    lag = pick(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(20));
    trouble = pick(0.0, 0.1, 0.3);
    storeTrouble = pick(0.0, 0.0, 0.1);
    vendorBreaksItsWord = random.nextInt(5) == 0;
    vendor.listLag(lag);
    vendor.faults(new Faults());
    tell("%s, lag %s", kind, lag);
  }

  List<String> story() {
    return story;
  }

  String kind() {
    return kind.way() + (kind.issuesKeys() ? " keys" : " secret");
  }

  /** Whether anything but the plain life of an app happened. */
  boolean surplusWasAllowed() {
    return surplusAllowed;
  }

  void run() {
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      process(randomFate());
      if (random.nextInt(3) > 0) {
        advance(Duration.ofSeconds(random.nextInt(150)));
      }
    }
    calm = true;
    vendor.listLag(Duration.ZERO);
    advance(Duration.ofMinutes(4));
    Reconciliation result = reconcileInPeace();
    requireSettled(result);
    requireInvariants(result);
    createAgain();
    advance(Duration.ofMinutes(4));
    requireInvariants(reconcileInPeace());
  }

  // What processes do

  private void process(Fate ofIt) {
    Fate before = fate;
    fate = ofIt;
    try {
      Registrant registrant = start(ofIt);
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        work(registrant);
      }
    } catch (Fate.ProcessDied e) {
      tell("  died");
    } finally {
      fate = before;
      Thread.interrupted();
    }
  }

  private Fate randomFate() {
    int step = random.nextInt(1, 30);
    return switch (random.nextInt(4)) {
      case 0 -> Fate.toLive();
      case 1 -> Fate.toBeSuspendedAt(step, this::meanwhile);
      default -> Fate.toDieAt(step);
    };
  }

  /** The process is suspended beyond its lease, and others take over. */
  private void meanwhile() {
    if (++suspended > 3) {
      return;
    }
    tell("  suspended");
    advance(Duration.ofMinutes(3));
    process(random.nextBoolean() ? Fate.toLive() : Fate.toDieAt(random.nextInt(1, 30)));
    tell("  resumed");
  }

  private Registrant start(Fate ofIt) {
    return Registrant.builder()
        .providers(ProviderCatalog.of(List.of(vendor)))
        .platform(platform)
        .store(new ProcessStore(store, ofIt, () -> chance(storeTrouble)))
        .account(
            AccountConfiguration.builder("main", "memory")
                .secret("token", () -> Secret.of(TOKEN))
                .build())
        .build();
  }

  private void work(Registrant registrant) {
    Account account = registrant.account("main");
    String key = pick(KEYS);
    switch (random.nextInt(8)) {
      case 0, 1, 2, 3 -> attempt("create " + key, () -> account.apps().create(spec(key), key));
      case 4, 5 -> attempt("reconcile", registrant::reconcile);
      case 6 ->
          appOf(key)
              .ifPresent(
                  id ->
                      attempt(
                          "update " + id,
                          () ->
                              account
                                  .apps()
                                  .update(
                                      id,
                                      ClientMetadata.builder()
                                          .set("token_ttl_seconds", random.nextInt(60, 999))
                                          .build())));
      default ->
          appOf(key)
              .ifPresent(
                  id -> {
                    deleted.add(key);
                    // With the app goes the name that kept a late request out.
                    surplusAllowed |= kind.way() == Way.GUARDED;
                    attempt("delete " + id, () -> account.apps().delete(id));
                  });
    }
  }

  /** The app of a key, as a host knows it that got an answer. */
  private Optional<AppId> appOf(String key) {
    return store
        .intent("main", key)
        .filter(intent -> intent.stage() == Stage.DONE)
        .flatMap(Intent::appId);
  }

  private void attempt(String what, Runnable call) {
    tell("%s", what);
    try {
      call.run();
      tell("  done");
    } catch (RegistrationException e) {
      tell("  %s %s", e.kind(), e.getMessage());
      requireNoSecret(e);
      if (e instanceof RegistrationException.SecretNotStored notStored && random.nextBoolean()) {
        storeAgain(notStored);
      }
    } finally {
      Thread.interrupted();
    }
  }

  private void storeAgain(RegistrationException.SecretNotStored error) {
    if (random.nextBoolean()) {
      advance(Duration.ofSeconds(random.nextInt(200)));
    }
    if (random.nextInt(4) == 0) {
      process(Fate.toLive());
    }
    try {
      error.retryStore();
      tell("  stored again");
    } catch (RuntimeException e) {
      tell("  not stored again: %s", e.getMessage());
      requireNoSecret(e);
    }
  }

  // What must hold

  private Reconciliation reconcileInPeace() {
    tell("reconcile in peace");
    fate = Fate.toLive();
    Reconciliation result = start(fate).reconcile();
    result.settled().forEach(settled -> tell("  %s", settled));
    result.open().forEach(open -> tell("  %s", open));
    result.duties().forEach(duty -> tell("  %s", duty));
    return result;
  }

  private void createAgain() {
    for (String key : KEYS) {
      if (random.nextBoolean()) {
        continue;
      }
      Optional<Intent> intent = store.intent("main", key);
      tell("create %s again", key);
      try {
        App app = start(fate).account("main").apps().create(spec(key), key).app();
        assertEquals(key, keyOf(app));
        requireGoodCredential(app);
      } catch (RegistrationException.Conflict e) {
        requireNoSecret(e);
        boolean decision = intent.filter(i -> i.stage() == Stage.NEEDS_DECISION).isPresent();
        boolean nameTaken =
            kind.way() == Way.GUARDED
                && vendor.apps().stream()
                    .anyMatch(app -> app.metadata().clientName().equals(Optional.of(key)));
        assertTrue(decision || deleted.contains(key) || nameTaken, "conflict for no reason: " + e);
      }
    }
  }

  private void requireSettled(Reconciliation result) {
    assertEquals(List.of(), result.open(), "open after the windows");
    assertEquals(List.of(), result.duties(), "owed after the windows");
    for (Intent intent : store.openIntents("main", platform.instant())) {
      boolean needsDecision = intent.stage() == Stage.NEEDS_DECISION;
      assertTrue(intent.stage().isClosed() || needsDecision, "not settled: " + intent);
      assertTrue(
          !needsDecision || reported(result, Result.NEEDS_DECISION, intent.key()),
          "the decision is reported");
    }
  }

  private void requireInvariants(Reconciliation result) {
    Set<String> surplus = new HashSet<>();
    result.settled().stream()
        .filter(settled -> settled.result() == Result.SURPLUS)
        .forEach(settled -> surplus.add(settled.appId().orElseThrow()));
    assertTrue(surplusAllowed || surplus.isEmpty(), "surplus without a late request");
    Set<String> seen = new HashSet<>();
    for (App app : vendor.apps()) {
      if (surplus.contains(app.id().value())) {
        continue;
      }
      String key = keyOf(app);
      assertTrue(seen.add(key), "a twin that nobody reported: " + app);
      Optional<Intent> intent = store.intent("main", key);
      assertTrue(intent.isPresent(), "an orphan that nobody knows of: " + app);
      if (intent.get().stage() == Stage.NEEDS_DECISION) {
        continue;
      }
      assertEquals(Optional.of(app.id()), intent.get().appId(), "an orphan: " + app);
      assertEquals(Optional.of(key), app.metadata().clientName(), "its name");
      requireGoodCredential(app);
    }
  }

  private void requireGoodCredential(App app) {
    Optional<Store.Entry> entry = store.registration("main", app.id());
    assertTrue(entry.isPresent(), "an app without a registration: " + app);
    List<CredentialInfo> current =
        store.credentials(entry.get().id()).stream()
            .filter(info -> info.state() == CredentialInfo.State.CURRENT)
            .toList();
    assertEquals(1, current.size(), "current credentials of " + app.id());
    assertTrue(
        vendor.accepts(app.id(), store.reveal(current.get(0).id()).orElseThrow()),
        "the vendor does not accept what is kept of " + app.id());
    assertEquals(1, vendor.credentialCount(app.id()), "credentials nobody knows of " + app.id());
  }

  private static boolean reported(Reconciliation result, Result what, String key) {
    return result.settled().stream()
        .anyMatch(settled -> settled.result() == what && settled.key().equals(key));
  }

  private static void requireNoSecret(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    String shown = text.toString();
    assertFalse(shown.contains(SECRETS) || shown.contains(TOKEN), "a secret is shown");
  }

  // What goes wrong

  private final class Faults implements InMemoryProvider.Faults {
    @Override
    public void before(Operation operation) {
      int suspensions = suspended;
      fate.sends();
      if (operation == Operation.APPS_CREATE || !operation.isWrite()) {
        fate.step();
        surplusAllowed |= suspended > suspensions && operation == Operation.APPS_CREATE;
      } else {
        // A process that wakes after its lease and then sends something breaks the window.
        fate.deadlyStep();
      }
      if (calm || !chance(trouble)) {
        tell("    %s", operation);
        return;
      }
      switch (random.nextInt(5)) {
        case 0 -> fail(operation, "dropped", lost());
        case 1 -> fail(operation, "refused", refused());
        case 2 -> fail(operation, "unavailable", unavailable());
        case 3 -> fail(operation, "interrupted", interrupted(operation));
        default -> {
          tell("    %s, answer lost", operation);
          fate.losesAnswer(random.nextInt(4) > 0 ? lost() : interrupted(operation));
        }
      }
    }

    @Override
    public Optional<Duration> late(Operation operation) {
      if (calm || !operation.isWrite() || !chance(trouble / 2)) {
        return Optional.empty();
      }
      boolean beyond = vendorBreaksItsWord && operation == Operation.APPS_CREATE;
      surplusAllowed |= beyond;
      Duration by =
          Duration.ofSeconds(
              beyond
                  ? random.nextInt(200, 7200)
                  : random.nextInt(1, (int) WINDOW.minus(lag).toSeconds()));
      tell("    %s, late by %s", operation, by);
      return Optional.of(by);
    }

    @Override
    public void after(Operation operation) {
      fate.step();
      fate.receives();
    }

    private void fail(Operation operation, String how, RegistrationException failure) {
      tell("    %s %s", operation, how);
      throw failure;
    }
  }

  private static RegistrationException lost() {
    return new RegistrationException.OutcomeUnknown(
        "the answer was lost", "Look", ErrorDetails.builder(Outcome.UNKNOWN).build(), null);
  }

  private static RegistrationException refused() {
    return new RegistrationException.Denied(
        "refused", "Ask", ErrorDetails.builder(Outcome.NOT_APPLIED).httpStatus(403).build());
  }

  private static RegistrationException unavailable() {
    return new RegistrationException.Unavailable(
        "down", "Wait", ErrorDetails.builder(Outcome.NOT_APPLIED).httpStatus(503).build(), null);
  }

  private static RegistrationException interrupted(Operation operation) {
    Thread.currentThread().interrupt();
    return new RegistrationException.Interrupted(
        "interrupted",
        "Call again",
        ErrorDetails.builder(operation.isWrite() ? Outcome.UNKNOWN : Outcome.NOT_APPLIED).build());
  }

  private static ClientMetadata spec(String key) {
    return ClientMetadata.builder()
        .clientName(key)
        .redirectUris("https://example.com/" + key)
        .build();
  }

  /** Which key an app was made for, whatever its name. */
  private static String keyOf(App app) {
    String uri = app.metadata().redirectUris().get(0);
    return uri.substring(uri.lastIndexOf('/') + 1);
  }

  private void advance(Duration duration) {
    tell("%s later", duration);
    platform.advance(duration);
  }

  private boolean chance(double probability) {
    return !calm && random.nextDouble() < probability;
  }

  @SafeVarargs
  private <T> T pick(T... all) {
    return all[random.nextInt(all.length)];
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private void tell(String format, Object... values) {
    story.add(format.formatted(values));
  }
}
