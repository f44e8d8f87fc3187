package dev.registrant.cli;

import dev.registrant.Account;
import dev.registrant.Registration;
import dev.registrant.Store;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Registers an app. */
@Command(
    name = "create",
    description = {
      "Registers an app; its secret goes to the store, or where you say.",
      "Where people do it, the app is pending and its actions are shown."
    })
final class AppsCreateCommand implements Action {
  private final Session session;
  @Mixin private final AccountOption account = new AccountOption();
  @Mixin private final MetadataOptions wanted = new MetadataOptions();
  @Mixin private final KeyOption keys = new KeyOption();
  @Mixin private final SecretPlace secrets = new SecretPlace();

  AppsCreateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() {
    Configuration configuration = account.configuration(session);
    var metadata = wanted.metadata();
    Store store = session.store(configuration);
    Optional<SecretFile> file = secrets.prepare(store);
    try {
      Account opened = account.open(session, configuration, SecretPlace.keeping(store, file));
      String key = keys.use(session.terminal(), store);
      Registration registration =
          KeyOption.telling(key, opened.name(), store, () -> opened.apps().create(metadata, key));
      requireKept(registration, store);
      registration
          .id()
          .ifPresent(
              id ->
                  SecretPlace.deliver(
                      opened, id, registration.credentials(), file, session.terminal()));
      return AppView.show(registration, opened.name(), one -> secrets.shown(opened, one));
    } finally {
      file.ifPresent(SecretFile::close);
    }
  }

  /** What people are to do takes longer than this command. */
  private static void requireKept(Registration registration, Store store) {
    if (!registration.actions().isEmpty() && !store.isDurable()) {
      throw new UsageProblem(
          "people do this, and what they are to do would be forgotten with the end of this command",
          "Give the configuration a durable store; nothing was sent or kept");
    }
  }
}
