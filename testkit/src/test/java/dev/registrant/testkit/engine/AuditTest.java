package dev.registrant.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.AccountConfiguration;
import dev.registrant.CredentialInfo;
import dev.registrant.Registration;
import dev.registrant.Secrets;
import dev.registrant.Store.AuditEvent;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Settlement;
import dev.registrant.testkit.contract.NoSecretLeaks;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The credentials of an account and the trail of what was done with them. */
class AuditTest {
  @RegisterExtension final NoSecretLeaks leaks = new NoSecretLeaks();
  private final Workshop workshop = Workshop.withKeys(Settlement.Way.LISTED);

  @AfterEach
  void close() {
    workshop.close();
  }

  @Test
  void credentialsAreListedByEitherIdAndRevealedOneByOne() {
    Registration created = workshop.create();
    List<CredentialInfo> infos = secrets().list(created.app().id());
    assertEquals(created.credentials(), infos);
    assertEquals(infos, secrets().list(new AppId(created.id().orElseThrow().value())));
    Secret value = secrets().reveal(infos.get(0).id());
    leaks.watch(value);
    leaks.requireClean("the list", infos);
    leaks.requireClean("the trail", workshop.store.audit(100));
    assertTrue(workshop.vendor.accepts(created.app().id(), value));
  }

  @Test
  void unknownAppOrCredentialIsNotFound() {
    assertThrows(
        RegistrationException.NotFound.class, () -> secrets().list(new AppId("app-000009")));
    assertThrows(RegistrationException.NotFound.class, () -> secrets().reveal("cred_x"));
  }

  @Test
  void credentialOfAnotherAccountIsNotFound() {
    Registration created = workshop.create();
    var other =
        workshop
            .registrant()
            .open(
                AccountConfiguration.builder("other", "memory")
                    .secret("token", () -> Secret.of("token"))
                    .build());
    assertThrows(
        RegistrationException.NotFound.class,
        () -> other.secrets().reveal(created.credentials().get(0).id()));
  }

  @Test
  void revealingIsWrittenDownOrRefused() {
    String id = workshop.create().credentials().get(0).id();
    secrets().reveal(id);
    AuditEvent last = workshop.store.audit(1).get(0);
    assertEquals("credential.revealed", last.event());
    assertEquals(id, last.subject());
    assertEquals("tester", last.actor());
    assertEquals("main", last.accountId());
    assertTrue(last.correlation().startsWith("call_"));
    workshop.store.failAt(change -> true);
    assertThrows(RegistrationException.Unavailable.class, () -> secrets().reveal(id));
  }

  @Test
  void trailTellsEveryCreateIssueRevokeAndSettlement() {
    workshop.trouble.plan(Operation.APPS_CREATE, Trouble.lose());
    assertThrows(RegistrationException.OutcomeUnknown.class, workshop::create);
    workshop.trouble.plan(Operation.SECRETS_ISSUE, Trouble.lose());
    workshop.reconcileAfterTheWindow();
    workshop.reconcileAfterTheWindow();
    workshop.apps().delete(workshop.vendor.apps().get(0).id());
    assertEquals(
        List.of(
            "apps.create.begins",
            "apps.create.OutcomeUnknown",
            "app.adopted",
            "secrets.issue.begins",
            "secrets.issue.OutcomeUnknown",
            "secrets.revoke.begins",
            "secret.revoked",
            "secrets.issue.begins",
            "secret.issued",
            "credential.sealed",
            "apps.update.begins",
            "app.named",
            "apps.delete.begins",
            "apps.delete.applied"),
        workshop.events());
  }

  @Test
  void eventsOfACallShareACorrelation() {
    workshop.create();
    assertEquals(
        1, workshop.store.audit(100).stream().map(AuditEvent::correlation).distinct().count());
  }

  private Secrets secrets() {
    return workshop.registrant().account("main").secrets();
  }
}
