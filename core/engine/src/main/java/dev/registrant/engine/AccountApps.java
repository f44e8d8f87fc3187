package dev.registrant.engine;

import dev.registrant.Apps;
import dev.registrant.Registration;
import dev.registrant.engine.Invocation.Recipe;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Operation;
import java.util.Optional;
import java.util.stream.Stream;

/** The apps of an account whose vendor has an API: each call is a recipe, run by the pipeline. */
final class AccountApps implements Apps {
  private final OpenAccount account;
  private final Pipeline pipeline;
  private final Records records;
  private final AppSteps reading;
  private final CreateApp creations;
  private final ChangeApp changes;

  AccountApps(OpenAccount account, Pipeline pipeline, Records records) {
    this.account = account;
    this.pipeline = pipeline;
    this.records = records;
    this.reading = new AppSteps(account);
    this.creations = new CreateApp(account, records.store(), records.platform());
    this.changes = new ChangeApp(account, records.store(), records.platform());
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
    return run(
        Operation.APPS_GET,
        ClientMetadata.empty(),
        (none, steps) ->
            registration(changes.read(records.vendorId(id), steps), ClientMetadata.empty()));
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
    return run(
        Operation.APPS_UPDATE,
        metadata,
        (checked, steps) ->
            registration(changes.update(records.vendorId(id), checked, steps), checked));
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
