package dev.registrant.engine;

import dev.registrant.engine.Invocation.Record;
import dev.registrant.engine.Invocation.Step;
import dev.registrant.engine.Invocation.Steps;
import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.AppRegistry;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.SecretManager;
import dev.registrant.spi.VendorCredential;
import java.util.List;
import java.util.Optional;

/** The steps that only read. */
final class AppSteps {
  private final OpenAccount account;

  AppSteps(OpenAccount account) {
    this.account = account;
  }

  AppRegistry registry() {
    return account.connection().apps();
  }

  SecretManager secrets() {
    return account
        .connection()
        .secrets()
        .orElseThrow(
            () ->
                new RegistrationException.Unsupported(
                    "this account cannot manage credentials",
                    "Nothing was sent",
                    ErrorDetails.builder(Outcome.NOT_APPLIED).build()));
  }

  /** Reads an app; what credentials the answer brings is for the caller to keep. */
  Step<App> read(AppId id, Record<App> record) {
    return new Step<>(
        Operation.APPS_GET, Optional.of(id), call -> registry().find(id, call), record);
  }

  Step<AppPage> page(Optional<String> cursor) {
    return new Step<>(
        Operation.APPS_LIST,
        Optional.empty(),
        call -> registry().list(cursor, call),
        AppSteps::requireNoCredentials);
  }

  List<App> list(Steps steps) {
    var cursors = new AppPages.Cursors();
    return AppPages.stream(cursor -> cursors.requireFresh(steps.run(page(cursor)))).toList();
  }

  List<VendorCredential> credentials(App app, Steps steps) {
    return steps.run(
        new Step<>(
            Operation.SECRETS_LIST,
            Optional.of(app.id()),
            call -> secrets().list(app, call),
            AppSteps::requireNoCredentials));
  }

  static void requireNoCredentials(Answer<?> answer) {
    if (!answer.credentials().isEmpty()) {
      throw new RegistrationException.ProtocolError(
          "the provider brought credentials that belong to no app",
          "This is a defect of the provider; report it",
          ErrorDetails.builder(Outcome.APPLIED).requestId(answer.requestId()).build());
    }
  }
}
