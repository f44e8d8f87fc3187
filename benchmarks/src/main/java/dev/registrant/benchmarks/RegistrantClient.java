package dev.registrant.benchmarks;

import dev.registrant.Account;
import dev.registrant.Registrant;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import java.util.OptionalInt;

/** Registrant with ZITADEL's provider, in default policies, with a limit nobody reaches. */
final class RegistrantClient implements AppClient {
  /** More than a loopback server answers, so that the limiter works and nobody waits for it. */
  private static final OptionalInt PER_SECOND = OptionalInt.of(1_000_000);

  private final Registrant registrant;
  private final Account account;

  RegistrantClient(String url) {
    registrant =
        Registrant.builder()
            .providers(OtherLimit.zitadel(PER_SECOND))
            .account(Accounts.zitadel(url))
            .build();
    account = registrant.account(Accounts.NAME);
  }

  @Override
  public Found find(String id) {
    App app = account.apps().fresh().find(new AppId(id)).app();
    return new Found(
        app.id().value(), app.metadata().clientName().orElseThrow(), app.clientId().orElseThrow());
  }

  @Override
  public void close() {
    registrant.close();
  }
}
