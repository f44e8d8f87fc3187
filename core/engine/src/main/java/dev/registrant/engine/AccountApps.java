package dev.registrant.engine;

import dev.registrant.Apps;
import dev.registrant.CredentialInfo;
import dev.registrant.Difference;
import dev.registrant.Platform;
import dev.registrant.Registration;
import dev.registrant.RegistrationId;
import dev.registrant.Store;
import dev.registrant.engine.Invocation.Recipe;
import dev.registrant.engine.Invocation.Step;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.AppRegistry;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The apps of one account: each call is a recipe of steps, run by the pipeline. */
final class AccountApps implements Apps {
  private final OpenAccount account;
  private final Pipeline pipeline;
  private final Ledger ledger;

  AccountApps(OpenAccount account, Pipeline pipeline, Store store, Platform platform) {
    this.account = account;
    this.pipeline = pipeline;
    this.ledger = new Ledger(account.id(), store, platform);
  }

  @Override
  public Registration create(ClientMetadata metadata) {
    RegistrationId id = ledger.newId();
    return run(
        Operation.APPS_CREATE,
        metadata,
        (wanted, steps) -> {
          App app =
              steps.run(
                  new Step<>(
                      Operation.APPS_CREATE,
                      call -> registry().create(wanted, call),
                      answer -> ledger.register(id, answer.value().id(), answer)));
          return registration(Optional.of(id), app, wanted);
        });
  }

  @Override
  public Registration find(AppId id) {
    return run(
        Operation.APPS_GET,
        ClientMetadata.empty(),
        (none, steps) -> registration(steps.run(read(id)), ClientMetadata.empty()));
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
        (none, steps) ->
            cursors.requireFresh(
                steps.run(
                    new Step<>(
                        Operation.APPS_LIST,
                        call -> registry().list(cursor, call),
                        answer -> ledger.requireNoCredentials(answer)))));
  }

  @Override
  public Registration update(AppId id, ClientMetadata changes) {
    return run(
        Operation.APPS_UPDATE,
        changes,
        (checked, steps) -> {
          App current = steps.run(read(id));
          if (Difference.between(checked, current.metadata()).isEmpty()) {
            return registration(current, checked);
          }
          ClientMetadata wanted = current.metadata().with(checked);
          App updated =
              steps.run(
                  new Step<>(
                      Operation.APPS_UPDATE,
                      call -> registry().update(current, wanted, call),
                      answer -> ledger.keep(id, answer)));
          return registration(updated, checked);
        });
  }

  @Override
  public void delete(AppId id) {
    run(
        Operation.APPS_DELETE,
        ClientMetadata.empty(),
        (none, steps) -> {
          boolean readable = account.capabilities().supports(Operation.APPS_GET);
          if (!readable || isThere(id, steps)) {
            deleteExisting(id, readable, steps);
          }
          ledger.forget(id);
          return id;
        });
  }

  /** What is gone from the vendor and known here was deleted before. */
  private boolean isThere(AppId id, Invocation.Steps steps) {
    try {
      steps.run(read(id));
      return true;
    } catch (RegistrationException.NotFound e) {
      if (ledger.find(id).isEmpty()) {
        throw e;
      }
      return false;
    }
  }

  /** What could just be read with the same credential, or is known here, is gone by a 404 now. */
  private void deleteExisting(AppId id, boolean wasRead, Invocation.Steps steps) {
    try {
      steps.run(
          new Step<>(
              Operation.APPS_DELETE,
              call -> registry().delete(id, call),
              answer -> ledger.requireNoCredentials(answer)));
    } catch (RegistrationException.NotFound e) {
      // Deleted by an earlier attempt whose answer was lost, or by somebody else.
      if (!wasRead && ledger.find(id).isEmpty()) {
        throw e;
      }
    }
  }

  private Step<App> read(AppId id) {
    return new Step<>(
        Operation.APPS_GET, call -> registry().find(id, call), answer -> ledger.keep(id, answer));
  }

  private <T> T run(Operation operation, ClientMetadata metadata, Recipe<T> recipe) {
    return pipeline.run(account, operation, metadata, recipe);
  }

  private AppRegistry registry() {
    return account.connection().apps();
  }

  private Registration registration(App app, ClientMetadata requested) {
    return registration(ledger.find(app.id()), app, requested);
  }

  private Registration registration(
      Optional<RegistrationId> id, App app, ClientMetadata requested) {
    List<CredentialInfo> credentials = id.map(ledger::credentials).orElse(List.of());
    return new Registration(id, app, credentials, Difference.between(requested, app.metadata()));
  }
}
