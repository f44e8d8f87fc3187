package dev.registrant.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.registrant.AccountConfiguration;
import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialChange;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.MetadataField;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RegistrationProvider;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * What every provider of apps keeps to. A provider runs it by a test class that extends this one
 * and says where a vendor runs and what it takes:
 *
 * <pre>{@code
 * class InMemoryContractTest extends AppRegistryContract {
 *   final InMemoryProvider vendor = new InMemoryProvider(Secret.of("right-token"));
 *
 *   public RegistrationProvider provider() { return vendor; }
 *   public AccountConfiguration account { return with("right-token"); }
 *   public AccountConfiguration accountWithWrongCredential() { return with("wrong-token"); }
 *   public ClientMetadata newApp() { return ClientMetadata.builder().clientName("new").build(); }
 *   public ClientMetadata change() { return ClientMetadata.builder().clientName("other").build(); }
 * }
 * }</pre>
 *
 * <p>The vendor must be running before the first of these methods is called: start it by a field,
 * an extension or {@code @BeforeAll}. What an operation needs that a provider does not declare is
 * skipped; that the undeclared operation is refused is tested always.
 */
public abstract class AppRegistryContract implements VendorUnderTest {
  private static final Set<Operation> APPS =
      EnumSet.range(Operation.APPS_CREATE, Operation.APPS_DELETE);

  private static final Set<Operation> SECRETS =
      EnumSet.range(Operation.SECRETS_LIST, Operation.SECRETS_REVOKE);

  @RegisterExtension final NoSecretLeaks leaks = new NoSecretLeaks();
  private @Nullable Workbench bench;

  /** For subclasses. */
  protected AppRegistryContract() {}

  @AfterEach
  final void clearUp() throws Exception {
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  final void metadataIsEqualAtEachCall() {
    RegistrationProvider provider = provider();
    assertTrue(provider.id().matches("[a-z0-9]+(-[a-z0-9]+)*"), provider.id());
    assertEquals(provider.id(), provider.id());
    assertEquals(provider.configuration(), provider.configuration());
    assertEquals(provider.capabilities(), provider.capabilities());
  }

  @Test
  final void accountAndAppCanDoAtMostWhatIsDeclared() {
    requires(Operation.APPS_CREATE);
    Capabilities declared = provider().capabilities();
    Capabilities ofAccount = bench().capabilities();
    Capabilities ofApp = bench().capabilities(bench().create());
    assertTrue(
        declared.operations().entrySet().containsAll(ofAccount.operations().entrySet()),
        "account within provider");
    assertTrue(
        ofAccount.operations().entrySet().containsAll(ofApp.operations().entrySet()),
        "app within account");
  }

  @Test
  final void createdAppIsFoundEqual() {
    requires(Operation.APPS_CREATE, Operation.APPS_GET);
    ClientMetadata wanted = newApp();
    App created = bench().create(wanted).value();
    assertEquals(created, bench().find(created.id()));
    wanted
        .fields()
        .forEach((field, value) -> assertEquals(value, created.metadata().fields().get(field)));
  }

  @Test
  final void credentialsComeWithTheNewApp() {
    requires(Operation.APPS_CREATE);
    Answer<App> answer = bench().create(newApp());
    assertEquals(
        issuedWithNewApp(), answer.credentials().stream().map(CredentialChange::kind).toList());
  }

  @Test
  final void managerOfCredentialsIsThereIfItIsDeclared() {
    boolean declared =
        bench().capabilities().operations().keySet().stream().anyMatch(SECRETS::contains);
    if (declared) {
      bench().secrets();
    }
    boolean issues = bench().capabilities().supports(Operation.SECRETS_ISSUE);
    assertTrue(
        issues || bench().apps().firstCredential(newApp()).isEmpty(),
        "a new app needs a credential that cannot be issued");
  }

  @Test
  final void issuedCredentialIsAddedAndListed() {
    requiresForNewApp(Operation.SECRETS_ISSUE, Operation.SECRETS_LIST);
    App app = bench().create();
    Set<String> before = bench().listedCredentials(app);
    CredentialChange issued = bench().bring(Operation.SECRETS_ISSUE, app);
    assertFalse(issued.replacesOthers(), "ends no other");
    Set<String> expected = new HashSet<>(before);
    assertTrue(expected.add(issued.vendorId().orElseThrow()), "has an id of its own");
    assertEquals(expected, bench().listedCredentials(app));
  }

  @Test
  final void replacedCredentialIsNewAndEndsTheOthers() {
    requiresForNewApp(Operation.SECRETS_REPLACE);
    App app = bench().create();
    CredentialChange first = bench().bring(Operation.SECRETS_REPLACE, app);
    CredentialChange second = bench().bring(Operation.SECRETS_REPLACE, app);
    assertTrue(first.replacesOthers() && second.replacesOthers(), "ends the others");
    assertFalse(first.value().equals(second.value()), "is new");
  }

  @Test
  final void revokedCredentialIsGone() {
    requiresForNewApp(Operation.SECRETS_ISSUE, Operation.SECRETS_LIST, Operation.SECRETS_REVOKE);
    App app = bench().create();
    String id = bench().bring(Operation.SECRETS_ISSUE, app).vendorId().orElseThrow();
    bench().invoke(Operation.SECRETS_REVOKE, app, RecordingCall.of(Operation.SECRETS_REVOKE));
    assertFalse(bench().listedCredentials(app).contains(id), "is not listed any more");
    bench()
        .refused(
            RegistrationException.NotFound.class,
            () ->
                bench()
                    .invoke(
                        Operation.SECRETS_REVOKE, app, RecordingCall.of(Operation.SECRETS_REVOKE)));
  }

  @Test
  final void updateChangesOnlyWhatWasAsked() {
    requires(Operation.APPS_CREATE, Operation.APPS_GET, Operation.APPS_UPDATE);
    App created = bench().create();
    var call = RecordingCall.of(Operation.APPS_UPDATE);
    App updated = (App) bench().invoke(Operation.APPS_UPDATE, created, call).value();
    assertEquals(
        bench().settable(created.metadata().with(change())), bench().settable(updated.metadata()));
    assertFalse(
        bench().settable(created.metadata()).equals(bench().settable(updated.metadata())),
        "changed");
    assertEquals(updated, bench().find(created.id()));
    assertEquals(created.id(), updated.id());
    assertEquals(created.clientId(), updated.clientId());
  }

  @Test
  final void deletedAppIsNotFound() {
    requires(Operation.APPS_CREATE, Operation.APPS_GET, Operation.APPS_DELETE);
    App created = bench().create();
    var call = RecordingCall.of(Operation.APPS_DELETE);
    assertEquals(created.id(), bench().invoke(Operation.APPS_DELETE, created, call).value());
    bench().refused(RegistrationException.NotFound.class, () -> bench().find(created.id()));
  }

  @Test
  final void listHoldsEveryAppOnceAcrossPages() {
    requires(Operation.APPS_CREATE, Operation.APPS_LIST);
    Set<AppId> created = new HashSet<>();
    int several = 3;
    boolean paged = moreThanOnePage() > 0;
    for (int i = 0; i < (paged ? moreThanOnePage() : several); i++) {
      created.add(bench().create().id());
    }
    List<AppPage> pages = bench().pages();
    assertEquals(paged, pages.size() > 1, "number of pages: override moreThanOnePage()");
    List<AppId> listed = pages.stream().flatMap(page -> page.apps().stream()).map(App::id).toList();
    assertTrue(listed.containsAll(created), "an app is missing");
    assertEquals(listed.size(), Set.copyOf(listed).size(), "an app is listed twice");
  }

  @TestFactory
  final Stream<DynamicTest> everyRequestPassesTheGateAndAWriteSendsOneThatMutates() {
    return forEach(
        operation -> true,
        operation -> {
          RecordingCall call = bench().invokeOnNewApp(operation);
          assertFalse(call.methods().isEmpty(), "passed the gate");
          if (operation.isWrite()) {
            assertEquals(1, call.mutatingMethods().size(), "mutating of " + call.methods());
          }
        });
  }

  @TestFactory
  final Stream<DynamicTest> nothingIsSentWhileTheGateIsShut() {
    return forEach(
        operation -> true,
        operation ->
            bench()
                .changesNothing(
                    RegistrationException.RateLimited.class,
                    operation,
                    RecordingCall.gateShut(operation)));
  }

  @TestFactory
  final Stream<DynamicTest> nothingIsSentAfterTheDeadline() {
    return forEach(
        operation -> true,
        operation ->
            bench()
                .changesNothing(
                    RegistrationException.class, operation, RecordingCall.pastDeadline(operation)));
  }

  @TestFactory
  final Stream<DynamicTest> unknownIdIsNotFoundWithTheVendorsRequestId() {
    return forEach(
        operation -> !Set.of(Operation.APPS_CREATE, Operation.APPS_LIST).contains(operation),
        operation -> {
          App unknown = bench().unknown(unknownId());
          var call = RecordingCall.of(operation);
          var error =
              bench()
                  .refused(
                      RegistrationException.NotFound.class,
                      () -> bench().invoke(operation, unknown, call));
          assertEquals(Outcome.NOT_APPLIED, error.outcome());
          assertTrue(error.requestId().isPresent() || !tellsRequestIds(), "request id");
          assertTrue(call.everyEndWasToldOnce(), "each permit is told the end once");
        });
  }

  @TestFactory
  final Stream<DynamicTest> wrongCredentialIsUnauthenticated() {
    return forEach(
        operation -> true,
        operation -> {
          try (Workbench wrong = bench(accountWithWrongCredential())) {
            var error =
                bench()
                    .refused(
                        RegistrationException.Unauthenticated.class,
                        () ->
                            wrong.invoke(
                                operation,
                                wrong.unknown(unknownId()),
                                RecordingCall.of(operation)));
            assertEquals(Outcome.NOT_APPLIED, error.outcome());
            assertTrue(error.requestId().isPresent() || !tellsRequestIds(), "request id");
          }
        });
  }

  @TestFactory
  final Stream<DynamicTest> undeclaredOperationIsUnsupportedAndNothingIsSent() {
    return APPS.stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.word(),
                    () -> core().refusesWithheld(operation, unknownId(), change())));
  }

  @TestFactory
  final Stream<DynamicTest> declaredBoundsAreEnforcedAndNothingIsSent() {
    return BoundCases.of(bench().capabilities(), newApp()).stream()
        .map(
            broken ->
                DynamicTest.dynamicTest(broken.label(), () -> core().refuses(broken, unknownId())));
  }

  @Test
  final void oddNamesComeBackUnchanged() {
    requires(Operation.APPS_CREATE, Operation.APPS_GET);
    MetadataField name = bench().capabilities().field(ClientMetadata.CLIENT_NAME).orElseThrow();
    List<Executable> roundTrips = new ArrayList<>();
    for (String text : OddTexts.within(name)) {
      ClientMetadata odd = newApp().toBuilder().clientName(text).build();
      if (bench().apps().violations(odd, Operation.APPS_CREATE).isEmpty()) {
        roundTrips.add(
            () -> {
              App created = bench().create(odd).value();
              assertEquals(text, created.metadata().clientName().orElseThrow());
              assertEquals(text, bench().find(created.id()).metadata().clientName().orElseThrow());
            });
      }
    }
    assertTrue(roundTrips.size() > 10, "the provider refuses nearly all names");
    assertAll("with -Dregistrant.seed=" + OddTexts.SEED, roundTrips);
  }

  @Test
  final void wholeLifeThroughTheCore() {
    requires(APPS.toArray(Operation[]::new));
    List<CredentialKind> issued = new ArrayList<>(issuedWithNewApp());
    bench().apps().firstCredential(newApp()).ifPresent(issued::add);
    core().liveThroughALife(newApp(), change(), issued);
  }

  private Stream<DynamicTest> forEach(
      Predicate<Operation> which, ThrowingConsumer<Operation> test) {
    List<Operation> operations =
        ofNewApp().operations().keySet().stream()
            .filter(operation -> operation != Operation.ACTIONS_COMPLETE)
            .filter(which)
            .toList();
    assertFalse(operations.isEmpty(), "no operation to test");
    return operations.stream()
        .map(operation -> DynamicTest.dynamicTest(operation.word(), () -> test.accept(operation)));
  }

  private Capabilities ofNewApp() {
    return bench().capabilities().supports(Operation.APPS_CREATE)
        ? bench().capabilities(bench().create())
        : bench().capabilities();
  }

  private void requiresForNewApp(Operation... operations) {
    requires(Operation.APPS_CREATE);
    Capabilities capabilities = ofNewApp();
    for (Operation operation : operations) {
      assumeTrue(capabilities.supports(operation), operation + " is not declared");
    }
  }

  private void requires(Operation... operations) {
    for (Operation operation : operations) {
      assumeTrue(bench().capabilities().supports(operation), operation + " is not declared");
    }
  }

  private ThroughTheCore core() {
    return new ThroughTheCore(provider(), account(), leaks);
  }

  private Workbench bench() {
    if (bench == null) {
      bench = bench(account());
    }
    return bench;
  }

  private Workbench bench(AccountConfiguration account) {
    account.secrets().values().forEach(secret -> leaks.watch(secret.get()));
    return new Workbench(this, account, leaks);
  }
}
