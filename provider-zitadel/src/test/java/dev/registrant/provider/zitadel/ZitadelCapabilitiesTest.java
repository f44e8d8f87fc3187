package dev.registrant.provider.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Violation;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ZitadelCapabilitiesTest {
  private static final String EMOJI = "\uD83D\uDE00";

  private final TestAccount account = TestAccount.at(URI.create("https://a.example"));
  private final Capabilities capabilities = account.connection().capabilities();

  @AfterEach
  void close() throws Exception {
    account.close();
  }

  @Test
  void nameOf200RunesIsTaken() {
    assertEquals(List.of(), violations(TestAccount.basic(EMOJI.repeat(200))));
  }

  @Test
  void nameOf201RunesIsRefused() {
    assertEquals(
        List.of("too-long"),
        violations(TestAccount.basic(EMOJI.repeat(201))).stream().map(Violation::code).toList());
  }

  @Test
  void nameIsRequired() {
    assertEquals(
        List.of(ClientMetadata.CLIENT_NAME),
        violations(ClientMetadata.empty()).stream().map(Violation::field).toList());
  }

  @Test
  void misspeltMethodIsRefusedWithTheNearest() {
    List<Violation> violations =
        violations(TestAccount.basic("a").with(TestAccount.method("private_key_jtw")));
    assertEquals(1, violations.size());
    assertTrue(violations.get(0).message().contains("did you mean private_key_jwt"));
  }

  @Test
  void vendorsWordOfAMethodIsRefused() {
    assertEquals(
        1,
        violations(
                TestAccount.basic("a")
                    .with(TestAccount.method("API_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT")))
            .size());
  }

  @Test
  void redirectUrisAreNotTaken() {
    assertEquals(
        List.of("unsupported"),
        violations(
                ClientMetadata.builder()
                    .clientName("a")
                    .redirectUris("https://a.example/callback")
                    .build())
            .stream()
            .map(Violation::code)
            .toList());
  }

  @Test
  void newAppCannotBeInactive() {
    ClientMetadata wanted = TestAccount.basic("a").with(TestAccount.state("inactive"));
    assertEquals(
        List.of("state"),
        account.connection().apps().violations(wanted, Operation.APPS_CREATE).stream()
            .map(Violation::field)
            .toList());
  }

  @Test
  void appMayBeSwitchedOff() {
    assertEquals(
        List.of(),
        account
            .connection()
            .apps()
            .violations(TestAccount.state("inactive"), Operation.APPS_UPDATE));
  }

  @Test
  void appByKeysNeedsAFirstKey() {
    assertEquals(
        Optional.of(CredentialKind.PRIVATE_KEY),
        account.connection().apps().firstCredential(TestAccount.byKeys("a")));
  }

  @Test
  void appByASecretNeedsNoFurtherCredential() {
    assertEquals(
        Optional.empty(), account.connection().apps().firstCredential(TestAccount.basic("a")));
  }

  @Test
  void appByKeysHasKeysOnly() {
    assertEquals(
        EnumSet.of(Operation.SECRETS_LIST, Operation.SECRETS_ISSUE, Operation.SECRETS_REVOKE),
        secrets(TestAccount.byKeys("a")));
  }

  @Test
  void appByASecretHasTheSecretOnly() {
    assertEquals(EnumSet.of(Operation.SECRETS_REPLACE), secrets(TestAccount.basic("a")));
  }

  private Set<Operation> secrets(ClientMetadata metadata) {
    App app = new App(new AppId("5"), Optional.empty(), AppStatus.ACTIVE, metadata);
    Set<Operation> secrets = EnumSet.noneOf(Operation.class);
    account.connection().capabilities(app).operations().keySet().stream()
        .filter(operation -> operation.word().startsWith("secrets."))
        .forEach(secrets::add);
    return secrets;
  }

  private List<Violation> violations(ClientMetadata metadata) {
    return capabilities.check(metadata, Operation.APPS_CREATE).violations();
  }
}
