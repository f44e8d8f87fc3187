package dev.registrant.engine;

import dev.registrant.Apps;
import dev.registrant.Registration;
import dev.registrant.engine.Invocation.Recipe;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The apps of an account whose vendor has an API: each call is a recipe, run by the pipeline. */
final class AccountApps implements Apps {
  private final OpenAccount account;
  private final Pipeline pipeline;
  private final Records records;
  private final AppSteps reading;
  private final CreateApp creations;
  private final ChangeApp changes;

  /** The same, whose reads go to the vendor, whatever the cache has; this itself if it is that. */
  private final AccountApps fresh;

  AccountApps(OpenAccount account, Pipeline pipeline, Records records) {
    this.account = account;
    this.pipeline = pipeline;
    this.records = records;
    this.reading = new AppSteps(account);
    this.creations = new CreateApp(account, records.store(), records.platform());
    this.changes = new ChangeApp(account, records.store(), records.platform());
    this.fresh = new AccountApps(this);
  }

  private AccountApps(AccountApps cached) {
    this.account = cached.account;
    this.pipeline = cached.pipeline;
    this.records = cached.records;
    this.reading = cached.reading;
    this.creations = cached.creations;
    this.changes = cached.changes;
    this.fresh = this;
  }

  @Override
  public Apps fresh() {
    return fresh;
  }

  @Override
  public Registration create(ClientMetadata metadata) {
    return create(metadata, IdempotencyKey.random(records.platform()));
  }

  @Override
  public Registration create(ClientMetadata metadata, String key) {
    IdempotencyKey.check(key);
    return run(
        Operation.APPS_CREATE, metadata, (wanted, steps) -> creations.create(wanted, key, steps));
  }

  @Override
  public Registration find(AppId id) {
    Registration kept = fresh == this ? null : account.cache().peek(id);
    return kept != null && account.isOpen() ? kept : read(id);
  }

  private Registration read(AppId given) {
    return run(
        Operation.APPS_GET,
        ClientMetadata.empty(),
        (none, steps) -> {
          AppId id = records.vendorId(given);
          Supplier<Registration> read =
              () -> registration(changes.read(id, steps), ClientMetadata.empty());
          return fresh == this
              ? account.cache().fresh(id, steps.deadline(), read)
              : account.cache().get(id, steps.deadline(), read);
        });
  }

  @Override
  public Stream<App> list() {
    var cursors = new AppPages.Cursors();
    return AppPages.stream(cursor -> page(cursor, cursors));
  }

  private AppPage page(Optional<String> cursor, AppPages.Cursors cursors) {
    return run(
        Operation.APPS_LIST,
        ClientMetadata.empty(),
        (none, steps) -> cursors.requireFresh(steps.run(reading.page(cursor))));
  }

  @Override
  public Registration update(AppId id, ClientMetadata metadata) {
    try {
      return run(
          Operation.APPS_UPDATE,
          metadata,
          (checked, steps) ->
              registration(changes.update(records.vendorId(id), checked, steps), checked));
    } catch (RegistrationException.InvalidRequest e) {
      throw e.details().httpStatus().isPresent() ? e : withIdProblems(e, id);
    }
  }

  /** The checks of metadata come before the id is of any use; both are told together. */
  private RegistrationException withIdProblems(RegistrationException.InvalidRequest e, AppId id) {
    List<Violation> all = new ArrayList<>(e.details().violations());
    for (Violation violation : reading.registry().violations(records.vendorId(id))) {
      if (!all.contains(violation)) {
        all.add(violation);
      }
    }
    return all.size() == e.details().violations().size()
        ? e
        : new RegistrationException.InvalidRequest(all)
            .with(e.details().toBuilder().violations(all).build());
  }

  @Override
  public Registration adopt(AppId id) {
    return run(
        Operation.APPS_GET,
        ClientMetadata.empty(),
        (none, steps) ->
            registration(changes.adopt(records.vendorId(id), steps), ClientMetadata.empty()));
  }

  @Override
  public Optional<Registration> delete(AppId id) {
    run(
        Operation.APPS_DELETE,
        ClientMetadata.empty(),
        (none, steps) -> {
          changes.delete(records.vendorId(id), steps);
          return id;
        });
    return Optional.empty();
  }

  private <T> T run(Operation operation, ClientMetadata metadata, Recipe<T> recipe) {
    return pipeline.run(account, operation, metadata, recipe);
  }

  private Registration registration(App app, ClientMetadata requested) {
    return records.registration(records.find(app.id()), app, requested);
  }
}
