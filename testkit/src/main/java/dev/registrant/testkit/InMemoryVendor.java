package dev.registrant.testkit;

import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.testkit.InMemoryProvider.Faults;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The state of the vendor in memory. Holds no lock while a fault runs. */
final class InMemoryVendor {
  private final Secret token;
  private final NavigableMap<String, App> apps = new ConcurrentSkipListMap<>();
  private final AtomicInteger created = new AtomicInteger();
  private final AtomicInteger received = new AtomicInteger();
  private final List<Operation> requests = new CopyOnWriteArrayList<>();
  private volatile Faults faults = Faults.none();

  InMemoryVendor(Secret token) {
    this.token = token;
  }

  void faults(Faults value) {
    faults = value;
  }

  List<Operation> requests() {
    return List.copyOf(requests);
  }

  int appCount() {
    return apps.size();
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
    T result;
    try {
      result = work.get();
    } catch (RegistrationException e) {
      throw e.with(e.details().toBuilder().requestId(requestId).build());
    }
    faults.after(operation);
    return new Handled<>(result, requestId);
  }

  App create(ClientMetadata metadata, RandomGenerator random) {
    int number = created.incrementAndGet();
    App app =
        new App(
            new AppId("app-%06d".formatted(number)),
            Optional.of("client-%08x".formatted(random.nextInt())),
            AppStatus.ACTIVE,
            revised(metadata));
    apps.put(app.id().value(), app);
    return app;
  }

  App find(AppId id) {
    return Optional.ofNullable(apps.get(id.value())).orElseThrow(() -> notFound(id));
  }

  AppPage list(Optional<String> cursor) {
    var rest = cursor.isEmpty() ? apps : apps.tailMap(cursor.get(), false);
    List<App> page = rest.values().stream().limit(InMemoryProvider.PAGE_SIZE).toList();
    boolean full = page.size() == InMemoryProvider.PAGE_SIZE;
    return new AppPage(
        page, full ? Optional.of(page.get(page.size() - 1).id().value()) : Optional.empty());
  }

  App update(AppId id, ClientMetadata wanted) {
    return Optional.ofNullable(
            apps.computeIfPresent(
                id.value(),
                (key, app) ->
                    new App(
                        app.id(),
                        app.clientId(),
                        app.status(),
                        revised(app.metadata().with(wanted)))))
        .orElseThrow(() -> notFound(id));
  }

  AppId delete(AppId id) {
    if (apps.remove(id.value()) == null) {
      throw notFound(id);
    }
    return id;
  }

  private static ClientMetadata revised(ClientMetadata metadata) {
    return metadata.toBuilder()
        .set("revision", metadata.integer("revision").orElse(0L) + 1)
        .build();
  }

  private static RegistrationException notFound(AppId id) {
    return new RegistrationException.NotFound(
        "the vendor has no app " + id,
        "Check the id, or list the apps",
        ErrorDetails.builder(Outcome.NOT_APPLIED).httpStatus(404).build());
  }

  /** What came of a request. */
  record Handled<T>(T value, Optional<String> requestId) {}
}
