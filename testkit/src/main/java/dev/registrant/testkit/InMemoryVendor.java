package dev.registrant.testkit;

import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialChange;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Settlement;
import dev.registrant.spi.VendorCredential;
import dev.registrant.testkit.InMemoryProvider.Faults;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The state of the vendor in memory. Holds no lock while a fault runs. */
final class InMemoryVendor {
  private static final int MOST_KEYS = 2;

  private final Secret token;
  private final Settlement.Way way;
  private final CredentialKind kind;
  private final TreeMap<String, Kept> apps = new TreeMap<>();
  private final List<Late> pending = new ArrayList<>();
  private final AtomicInteger created = new AtomicInteger();
  private final AtomicInteger received = new AtomicInteger();
  private final List<Operation> requests = new CopyOnWriteArrayList<>();
  private volatile Faults faults = Faults.none();
  private volatile Duration listLag = Duration.ZERO;
  private InstantSource clock = () -> Instant.EPOCH;

  /** When the late request that is being carried out was due. */
  private Optional<Instant> due = Optional.empty();

  InMemoryVendor(Secret token, Settlement.Way way, CredentialKind kind) {
    this.token = token;
    this.way = way;
    this.kind = kind;
  }

  /** A request that is carried out after its caller was let go. */
  private record Late(Instant at, Supplier<?> work) {}

  /** An app as it was from a moment on; empty once it was deleted. */
  private record Version(Instant from, Optional<App> app) {}

  /** What became of an app, and its credentials by the vendor's id of them. */
  private record Kept(List<Version> versions, Map<String, Secret> credentials) {
    Optional<App> now() {
      return versions.get(versions.size() - 1).app();
    }

    Optional<App> at(Instant moment) {
      return versions.stream()
          .filter(version -> !version.from().isAfter(moment))
          .reduce((earlier, later) -> later)
          .flatMap(Version::app);
    }
  }

  synchronized void clock(InstantSource value) {
    clock = value;
  }

  void faults(Faults value) {
    faults = value;
  }

  void listLag(Duration value) {
    listLag = value;
  }

  List<Operation> requests() {
    return List.copyOf(requests);
  }

  synchronized List<App> apps() {
    carryOutLate();
    return apps.values().stream().flatMap(kept -> kept.now().stream()).toList();
  }

  synchronized boolean accepts(AppId id, Secret credential) {
    carryOutLate();
    return living(id).map(kept -> kept.credentials().containsValue(credential)).orElse(false);
  }

  synchronized int credentialCount(AppId id) {
    carryOutLate();
    return living(id).map(kept -> kept.credentials().size()).orElse(0);
  }

  <T> Handled<T> handle(Operation operation, Secret presented, Supplier<T> work) {
    requests.add(operation);
    Optional<String> requestId = Optional.of("req-" + received.incrementAndGet());
    faults.before(operation);
    if (!presented.equals(token)) {
      throw new RegistrationException.Unauthenticated(
          "the vendor does not accept the token",
          "Correct the setting token",
          ErrorDetails.builder(Outcome.NOT_APPLIED).httpStatus(401).requestId(requestId).build());
    }
    Optional<Duration> late = faults.late(operation);
    if (late.isPresent()) {
      postpone(late.get(), work);
      throw new RegistrationException.OutcomeUnknown(
          "the vendor did not answer in time",
          "Reconcile",
          ErrorDetails.builder(Outcome.UNKNOWN).build(),
          null);
    }
    T result;
    try {
      result = carryOut(work);
    } catch (RegistrationException e) {
      throw e.with(e.details().toBuilder().requestId(requestId).build());
    }
    faults.after(operation);
    return new Handled<>(result, requestId);
  }

  Created create(ClientMetadata metadata, RandomGenerator random) {
    requireFree(metadata, Optional.empty());
    App app =
        new App(
            new AppId("app-%06d".formatted(created.incrementAndGet())),
            Optional.of("client-%08x".formatted(random.nextInt())),
            AppStatus.ACTIVE,
            revised(metadata));
    List<Version> versions = new ArrayList<>();
    versions.add(new Version(moment(), Optional.of(app)));
    apps.put(app.id().value(), new Kept(versions, new LinkedHashMap<>()));
    return new Created(
        app,
        kind == CredentialKind.CLIENT_SECRET
            ? List.of(replace(app.id(), random))
            : List.<CredentialChange>of());
  }

  App find(AppId id) {
    return living(id).flatMap(Kept::now).orElseThrow(() -> notFound(id));
  }

  AppPage list(Optional<String> cursor) {
    Instant seen = clock.instant().minus(listLag);
    var rest = cursor.isEmpty() ? apps : apps.tailMap(cursor.get(), false);
    List<App> page =
        rest.values().stream()
            .flatMap(kept -> kept.at(seen).stream())
            .limit(InMemoryProvider.PAGE_SIZE)
            .toList();
    boolean full = page.size() == InMemoryProvider.PAGE_SIZE;
    return new AppPage(
        page, full ? Optional.of(page.get(page.size() - 1).id().value()) : Optional.empty());
  }

  App update(AppId id, ClientMetadata wanted) {
    App app = find(id);
    ClientMetadata changed = app.metadata().with(wanted);
    requireFree(changed, Optional.of(id));
    App updated = new App(app.id(), app.clientId(), app.status(), revised(changed));
    kept(id).versions().add(new Version(moment(), Optional.of(updated)));
    return updated;
  }

  AppId delete(AppId id) {
    kept(id).versions().add(new Version(moment(), Optional.empty()));
    return id;
  }

  List<VendorCredential> credentials(AppId id) {
    return kept(id).credentials().keySet().stream()
        .map(credential -> new VendorCredential(credential, kind, Optional.empty()))
        .toList();
  }

  CredentialChange issue(AppId id, RandomGenerator random) {
    Map<String, Secret> credentials = kept(id).credentials();
    if (credentials.size() >= MOST_KEYS) {
      throw new RegistrationException.Conflict(
          "an app has at most " + MOST_KEYS + " keys",
          "Revoke one first",
          ErrorDetails.builder(Outcome.NOT_APPLIED).httpStatus(409).build());
    }
    String key = "key-%016x".formatted(random.nextLong());
    Secret value = secret(random);
    credentials.put(key, value);
    return CredentialChange.added(kind, value).identified(key, Optional.empty());
  }

  CredentialChange replace(AppId id, RandomGenerator random) {
    Map<String, Secret> credentials = kept(id).credentials();
    Secret value = secret(random);
    credentials.clear();
    credentials.put("the secret", value);
    return CredentialChange.replacing(kind, value);
  }

  AppId revoke(AppId id, Optional<String> credential) {
    if (credential.map(kept(id).credentials()::remove).isEmpty()) {
      throw new RegistrationException.NotFound(
          "the vendor has no such key of the app " + id,
          "List the keys",
          ErrorDetails.builder(Outcome.NOT_APPLIED).httpStatus(404).build());
    }
    return id;
  }

  private synchronized <T> T carryOut(Supplier<T> work) {
    carryOutLate();
    return work.get();
  }

  private synchronized void postpone(Duration late, Supplier<?> work) {
    pending.add(new Late(clock.instant().plus(late), work));
  }

  private Instant moment() {
    return due.orElseGet(clock::instant);
  }

  private void carryOutLate() {
    Instant now = clock.instant();
    List<Late> overdue =
        pending.stream()
            .filter(late -> !late.at().isAfter(now))
            .sorted(Comparator.comparing(Late::at))
            .toList();
    pending.removeAll(overdue);
    for (Late late : overdue) {
      due = Optional.of(late.at());
      try {
        var unused = late.work().get();
      } catch (RegistrationException e) {
        // Refused, and nobody is there any more to be told.
      }
    }
    due = Optional.empty();
  }

  private Optional<Kept> living(AppId id) {
    return Optional.ofNullable(apps.get(id.value())).filter(kept -> kept.now().isPresent());
  }

  private Kept kept(AppId id) {
    return living(id).orElseThrow(() -> notFound(id));
  }

  private void requireFree(ClientMetadata metadata, Optional<AppId> self) {
    boolean taken =
        way == Settlement.Way.GUARDED
            && apps.values().stream()
                .flatMap(kept -> kept.now().stream())
                .filter(other -> !Optional.of(other.id()).equals(self))
                .anyMatch(other -> other.metadata().clientName().equals(metadata.clientName()));
    if (taken) {
      throw new RegistrationException.Conflict(
          "the vendor has an app of that name",
          "Choose another name",
          ErrorDetails.builder(Outcome.NOT_APPLIED).httpStatus(409).build());
    }
  }

  private static ClientMetadata revised(ClientMetadata metadata) {
    return metadata.toBuilder()
        .set("revision", metadata.integer("revision").orElse(0L) + 1)
        .build();
  }

  private static Secret secret(RandomGenerator random) {
    return Secret.of("memory-secret-%016x%016x".formatted(random.nextLong(), random.nextLong()));
  }

  private static RegistrationException notFound(AppId id) {
    return new RegistrationException.NotFound(
        "the vendor has no app " + id,
        "Check the id, or list the apps",
        ErrorDetails.builder(Outcome.NOT_APPLIED).httpStatus(404).build());
  }

  /** A new app and what came with it. */
  record Created(App app, List<CredentialChange> credentials) {}

  /** What came of a request. */
  record Handled<T>(T value, Optional<String> requestId) {}
}
