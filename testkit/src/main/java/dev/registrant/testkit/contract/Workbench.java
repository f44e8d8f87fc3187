package dev.registrant.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.AccountConfiguration;
import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.AppRegistry;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.Call;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialChange;
import dev.registrant.spi.MetadataField.Use;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.SecretManager;
import dev.registrant.spi.VendorCredential;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.function.Executable;

/** Makes apps at a vendor for a test, watches what is shown of them, and clears up. */
final class Workbench implements AutoCloseable {
  private static final Set<Use> CHANGEABLE = Set.of(Use.REQUIRED, Use.OPTIONAL);

  private final DirectConnection direct;
  private final NoSecretLeaks leaks;
  private final VendorUnderTest vendor;
  private final Set<AppId> made = new LinkedHashSet<>();
  private final Map<AppId, CredentialChange> issued = new HashMap<>();

  Workbench(VendorUnderTest vendor, AccountConfiguration account, NoSecretLeaks leaks) {
    this.direct = new DirectConnection(vendor.provider(), account);
    this.vendor = vendor;
    this.leaks = leaks;
    leaks.requireClean("Settings", direct.settings());
    leaks.requireClean("the connection", direct.connection());
  }

  Capabilities capabilities() {
    return direct.connection().capabilities();
  }

  Capabilities capabilities(App app) {
    return direct.connection().capabilities(app);
  }

  AppRegistry apps() {
    return direct.connection().apps();
  }

  /** Metadata as the core would pass it on: checked, in the declared types. */
  ClientMetadata checked(ClientMetadata metadata, Operation operation) {
    Capabilities.Checked checked = capabilities().check(metadata, operation);
    assertEquals(List.of(), checked.violations(), "the contract's own input is valid");
    assertEquals(List.of(), apps().violations(checked.metadata(), operation));
    return checked.metadata();
  }

  Answer<App> create(ClientMetadata metadata) {
    return seen(
        apps()
            .create(
                checked(metadata, Operation.APPS_CREATE), RecordingCall.of(Operation.APPS_CREATE)));
  }

  App create() {
    return create(vendor.newApp()).value();
  }

  App find(AppId id) {
    return seen(apps().find(id, RecordingCall.of(Operation.APPS_GET))).value();
  }

  /** What an update asks for. */
  ClientMetadata wanted(App app) {
    return app.metadata().with(checked(vendor.change(), Operation.APPS_UPDATE));
  }

  /** Carries an operation out, on an app where it needs one. */
  Answer<?> invoke(Operation operation, App app, Call call) {
    return switch (operation) {
      case APPS_CREATE -> seen(apps().create(checked(vendor.newApp(), operation), call));
      case APPS_GET -> seen(apps().find(app.id(), call));
      case APPS_LIST -> seen(apps().list(Optional.empty(), call));
      case APPS_UPDATE -> seen(apps().update(app, wanted(app), call));
      case APPS_DELETE -> seen(apps().delete(app.id(), call));
      case SECRETS_LIST -> seen(secrets().list(app, call));
      case SECRETS_ISSUE -> brought(app, secrets().issue(app, vendor.managedCredential(), call));
      case SECRETS_REPLACE ->
          brought(app, secrets().replace(app, vendor.managedCredential(), call));
      case SECRETS_REVOKE ->
          secrets()
              .revoke(
                  app,
                  vendor.managedCredential(),
                  lastIssued(app).vendorId(),
                  Optional.of(lastIssued(app).value()),
                  call);
      case ACTIONS_COMPLETE -> throw new IllegalArgumentException(operation + " is done by people");
    };
  }

  /** The latest credential, or one that never was, by every handle a vendor may know it by. */
  private CredentialChange lastIssued(App app) {
    return issued.getOrDefault(
        app.id(),
        CredentialChange.added(
                vendor.managedCredential(), Secret.of("a credential that nobody ever issued"))
            .identified("1", Optional.empty()));
  }

  SecretManager secrets() {
    return direct
        .connection()
        .secrets()
        .orElseThrow(() -> new AssertionError("declared, but there is no manager of credentials"));
  }

  /** Makes a credential. */
  CredentialChange bring(Operation operation, App app) {
    List<CredentialChange> credentials =
        invoke(operation, app, RecordingCall.of(operation)).credentials();
    assertEquals(
        List.of(vendor.managedCredential()),
        credentials.stream().map(CredentialChange::kind).toList());
    return credentials.get(0);
  }

  /** The vendor's ids of the credentials it lists of an app. */
  Set<String> listedCredentials(App app) {
    return seen(secrets().list(app, RecordingCall.of(Operation.SECRETS_LIST))).value().stream()
        .map(VendorCredential::id)
        .collect(Collectors.toSet());
  }

  private Answer<AppId> brought(App app, Answer<AppId> answer) {
    answer.credentials().stream().map(CredentialChange::value).forEach(leaks::watch);
    leaks.requireClean("an answer", answer);
    assertEquals(app.id(), answer.value());
    answer.credentials().forEach(credential -> issued.put(app.id(), credential));
    return answer;
  }

  /** Reads the whole list. */
  List<AppPage> pages() {
    List<AppPage> pages = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Answer<AppPage> answer = apps().list(cursor, RecordingCall.of(Operation.APPS_LIST));
      pages.add(seen(answer).value());
      cursor = answer.value().next();
      assertTrue(pages.size() < 10_000, "the list has an end");
    } while (cursor.isPresent());
    return pages;
  }

  /** The metadata that an update may change. */
  ClientMetadata settable(ClientMetadata metadata) {
    ClientMetadata.Builder settable = metadata.toBuilder();
    capabilities().metadata().stream()
        .filter(field -> !CHANGEABLE.contains(field.use()))
        .forEach(field -> settable.remove(field.name()));
    return settable.build();
  }

  /** How many apps the vendor lists. */
  int count() {
    return capabilities().supports(Operation.APPS_LIST)
        ? pages().stream().mapToInt(page -> page.apps().size()).sum()
        : 0;
  }

  /** Carries an operation out on a new app, every request through the gate. */
  RecordingCall invokeOnNewApp(Operation operation) {
    App app = create();
    if (operation == Operation.SECRETS_REVOKE) {
      bring(Operation.SECRETS_ISSUE, app);
    }
    var call = RecordingCall.of(operation);
    OptionalInt before = vendor.requestsReceived();
    invoke(operation, app, call);
    before.ifPresent(
        count ->
            assertEquals(
                count + call.methods().size(),
                vendor.requestsReceived().orElseThrow(),
                "each request passes the gate"));
    assertTrue(call.everyEndWasToldOnce(), "each permit is told the end once");
    return call;
  }

  /** Carries an operation out on a new app, in vain and without an effect. */
  <E extends RegistrationException> void changesNothing(
      Class<E> kind, Operation operation, RecordingCall call) {
    App app = create();
    int before = count();
    E error = refused(kind, () -> invoke(operation, app, call));
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
    assertEquals(before, count(), "number of apps");
    if (capabilities().supports(Operation.APPS_GET)) {
      assertEquals(app, find(app.id()));
    }
  }

  /** Does what is to be refused, with an error that shows no secret. */
  <E extends RegistrationException> E refused(Class<E> kind, Executable action) {
    E error = assertThrows(kind, action);
    leaks.requireClean(error);
    return error;
  }

  /** An app that was never made. */
  App unknown(AppId id) {
    return new App(id, Optional.empty(), AppStatus.ACTIVE, vendor.newApp());
  }

  @Override
  public void close() throws Exception {
    try {
      if (capabilities().supports(Operation.APPS_DELETE)) {
        made.forEach(id -> apps().delete(id, RecordingCall.of(Operation.APPS_DELETE)));
      }
    } catch (RegistrationException e) {
      // The vendor may be gone already, and what is left harms no other test.
    } finally {
      direct.close();
    }
  }

  private <T> Answer<T> seen(Answer<T> answer) {
    answer.credentials().stream().map(CredentialChange::value).forEach(leaks::watch);
    leaks.requireClean("an answer", answer);
    if (answer.value() instanceof App app) {
      made.add(app.id());
    } else if (answer.value() instanceof AppId id) {
      made.remove(id);
    }
    return answer;
  }
}
