package dev.registrant.cli;

import dev.registrant.Registration;
import dev.registrant.Store;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Registers an app. */
@Command(name = "create", description = "Registers an app; its secret goes where you say.")
final class AppsCreateCommand implements Action {
  private final Session session;
  @Mixin private final AccountOption account = new AccountOption();
  @Mixin private final MetadataOptions wanted = new MetadataOptions();
  @Mixin private final SecretPlace secrets = new SecretPlace();

  AppsCreateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() {
    Configuration configuration = account.configuration(session);
    var metadata = wanted.metadata();
    Store kept = Store.inMemory();
    Optional<SecretFile> file = secrets.prepare(kept);
    try {
      Store store = file.<Store>map(f -> new SecretFileStore(kept, f)).orElse(kept);
      Registration registration =
          account.open(session, configuration, store).apps().create(metadata);
      file.ifPresent(f -> session.terminal().note("its secret is in " + f.path()));
      return AppView.show(registration, id -> secrets.shown(kept, id));
    } finally {
      file.ifPresent(SecretFile::close);
    }
  }
}
