package dev.registrant.provider.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.App;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorMeaningTest {
  private final RecordingServer server = RecordingServer.start();
  private final TestAccount account = TestAccount.at(server.url());
  private final App app = TestAccount.app("5", "a");

  @AfterEach
  void close() throws Exception {
    account.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "409, 6, V3-DKcYh, Conflict",
    "400, 9, COMMA-VCnwD, InvalidRequest",
    "400, 9, COMMAND-EbFMN, InvalidRequest",
    "400, 3, PROJECT-Bff2g, InvalidRequest",
    "400, 3, '', InvalidRequest",
    "404, 5, AUTHZ-cdgFk, Denied",
    "403, 7, AUTH-5mWD2, Denied",
    "403, 7, AUTH-3jknH, Denied",
    "403, 7, AUTH-Bs7Ds, Denied",
    "403, 7, APP-wai8O, Denied",
    "401, 16, AUTH-7fs1e, Unauthenticated",
    "401, 16, APP-Zxfako, Unauthenticated",
    "401, 16, AUTH-toLo1, Unauthenticated",
    "401, 16, '', Unauthenticated",
    "429, 8, QUOTA-vjAy8, Denied",
    "429, 8, LIMITS-molsj, Denied",
    "429, 8, OTHER-abcde, RateLimited",
    "404, 5, '', ProtocolError",
    "404, 5, QUERY-fk2fs, NotFound",
    "409, 10, '', Unavailable",
    "499, 1, '', OutcomeUnknown",
    "408, 1, '', OutcomeUnknown",
    "500, 2, '', OutcomeUnknown",
    "500, 13, RECOVER, OutcomeUnknown",
    "503, 14, '', OutcomeUnknown",
    "504, 4, '', OutcomeUnknown",
    "501, 12, '', ProtocolError",
    "400, 1, '', OutcomeUnknown",
    "400, 4, '', OutcomeUnknown",
  })
  void ofACreate(int status, int code, String id, String kind) {
    server.refuses(status, code, id);
    RegistrationException thrown =
        assertThrows(RegistrationException.class, () -> account.create(TestAccount.basic("a")));
    assertEquals(kind, thrown.kind());
    assertEquals(
        kind.equals("OutcomeUnknown") ? Outcome.UNKNOWN : Outcome.NOT_APPLIED, thrown.outcome());
    assertEquals(Optional.of(id.isEmpty() ? "gRPC " + code : id), thrown.details().vendorCode());
  }

  @ParameterizedTest
  @CsvSource({
    "404, 5, COMMAND-0po9s, NotFound",
    "404, 5, COMMAND-later, NotFound",
    "404, 5, AUTHZ-cdgFk, Denied",
    "404, 5, '', ProtocolError",
    "404, 5, QUERY-later, ProtocolError",
    "403, 7, AUTH-5mWD2, Denied",
  })
  void ofADelete(int status, int code, String id, String kind) {
    server.refuses(status, code, id);
    assertEquals(kind, assertThrows(RegistrationException.class, () -> account.delete("5")).kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"QUERY-pCP8P", "MANAG-SFf2a"})
  void ofAFindThatFindsNothing(String id) {
    server.refuses(404, 5, id);
    assertThrows(RegistrationException.NotFound.class, () -> account.find("5"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>404</html>", "404 page not found", "{\"code\":404}", ""})
  void ofA404ThatIsNotZitadels(String body) {
    server.answers(404, body);
    RegistrationException thrown =
        assertThrows(RegistrationException.ProtocolError.class, () -> account.find("5"));
    assertTrue(thrown.advice().contains("baseUrl"), thrown.advice());
  }

  @ParameterizedTest
  @CsvSource({
    "400, 9, COMMAND-sak25, NotFound",
    "400, 9, COMMAND-Dff54, InvalidRequest",
    "400, 3, DOMAIN-dv3t5, InvalidRequest",
  })
  void ofAnIssue(int status, int code, String id, String kind) {
    server.refuses(status, code, id);
    assertEquals(
        kind,
        assertThrows(
                RegistrationException.class, () -> account.issue(app, CredentialKind.PRIVATE_KEY))
            .kind());
  }

  @ParameterizedTest
  @CsvSource({"404, 5, COMMAND-2g66f, NotFound", "400, 3, COMMAND-aeH4, InvalidRequest"})
  void ofAReplace(int status, int code, String id, String kind) {
    server.refuses(status, code, id);
    assertEquals(
        kind,
        assertThrows(
                RegistrationException.class,
                () -> account.replace(app, CredentialKind.CLIENT_SECRET))
            .kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"COMMAND-4m77G", "QUERY-Tha6f"})
  void ofARevokeOfWhatIsGone(String id) {
    server.refuses(404, 5, id);
    assertThrows(
        RegistrationException.NotFound.class,
        () -> account.revoke(app, CredentialKind.PRIVATE_KEY, Optional.of("9")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"COMMAND-28di9", "COMMAND-2n8uU", "COMMAND-ov9d3"})
  void ofAChangeOfWhatIsGone(String id) {
    server.refuses(404, 5, id);
    assertThrows(
        RegistrationException.NotFound.class, () -> account.update(app, TestAccount.basic("b")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"COMMAND-2m8vx", "COMMAND-1m88i", "COMMAND-dsh35", "COMMAND-1n8cM"})
  void nothingToChangeIsDone(String id) {
    server
        .refuses(400, 9, id)
        .answers(
            "{\"app\":{\"id\":\"5\",\"name\":\"as it is\",\"state\":\"APP_STATE_ACTIVE\","
                + "\"apiConfig\":{\"clientId\":\"c5\"}}}");
    assertEquals(
        Optional.of("as it is"),
        account.update(app, TestAccount.basic("b")).metadata().clientName());
  }

  @Test
  void otherRefusalsOfTheSameCodeAreNotDone() {
    server.refuses(400, 9, "COMMAND-other");
    assertThrows(
        RegistrationException.InvalidRequest.class,
        () -> account.update(app, TestAccount.basic("b")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>conflict</html>", "{\"error\":\"conflict\"}"})
  void aForeign409IsNoProofThatTheNameIsTaken(String body) {
    server.answers(409, body);
    assertThrows(
        RegistrationException.OutcomeUnknown.class, () -> account.create(TestAccount.basic("a")));
  }

  @Test
  void deniedDeleteOffersToSwitchOff() {
    server.refuses(403, 7, "AUTH-5mWD2");
    RegistrationException thrown =
        assertThrows(RegistrationException.Denied.class, () -> account.delete("5"));
    assertTrue(thrown.advice().contains("PROJECT_OWNER"), thrown.advice());
    assertTrue(thrown.advice().contains("state to inactive"), thrown.advice());
  }

  @Test
  void plainTextQuotaIsToldByItsCookie() {
    server.answers(
        429, "quota exhausted", Map.of("Set-Cookie", "zitadel.quota.exhausted=true; Path=/"));
    assertThrows(RegistrationException.Denied.class, () -> account.find("5"));
  }

  @Test
  void tooManyRequestsOfTheEdgeMayBeRepeated() {
    server.answers(429, "<html>Too Many Requests</html>");
    assertThrows(RegistrationException.RateLimited.class, () -> account.find("5"));
  }

  @Test
  void textIsNeitherReadNorShown() {
    server.answers(404, "{\"code\":5,\"message\":\"Application already exists (COMMAND-28di9)\"}");
    RegistrationException thrown =
        assertThrows(RegistrationException.ProtocolError.class, () -> account.find("5"));
    assertFalse(String.valueOf(thrown.getMessage()).contains("already exists"));
  }
}
