package dev.registrant.provider.snyk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.registrant.AccountConfiguration;
import dev.registrant.ProviderCatalog;
import dev.registrant.Registrant;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of success that are of no use, from a vendor that is not the simulator. */
class SnykAnswersTest {
  private static final String ID = "00000000-0000-4000-8000-00000000000a";

  private HttpServer server;
  private Registrant registrant;
  private String answer = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          boolean create = exchange.getRequestMethod().equals("POST");
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/vnd.api+json");
          exchange.getResponseHeaders().add("snyk-request-id", "req-7");
          exchange.sendResponseHeaders(create ? 201 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    registrant =
        Registrant.builder()
            .providers(ProviderCatalog.of(List.of(new SnykProvider())))
            .account(
                AccountConfiguration.builder("test", "snyk")
                    .setting("org", ID)
                    .setting(
                        "baseUrl", "http://127.0.0.1:" + server.getAddress().getPort() + "/rest")
                    .secret("token", () -> Secret.of("a-token"))
                    .build())
            .build();
  }

  @AfterEach
  void stop() {
    registrant.close();
    server.stop(0);
  }

  @Test
  void listWithANullLeavesTheOutcomeOfACreateUnknown() {
    answer = document(ID, "null");
    assertEquals(List.of(ID), unknownOutcome().details().candidates());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "..", "a..b"})
  void idThatIsNoneLeavesTheOutcomeOfACreateUnknown(String id) {
    answer = document(id, "\"org.read\"");
    assertEquals(List.of(id), unknownOutcome().details().candidates());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "\\u001b", "\\u202e/a"})
  void idThatCannotBeShownIsNot(String id) {
    answer = document(id, "\"org.read\"");
    assertEquals(List.of(), unknownOutcome().details().candidates());
  }

  @Test
  void idThatIsNoneIsAProtocolErrorOfARead() {
    answer = document("../b", "\"org.read\"");
    RegistrationException error =
        assertThrows(
            RegistrationException.ProtocolError.class,
            () -> registrant.account("test").apps().find(new AppId(ID)));
    assertEquals(Optional.of("req-7"), error.requestId());
    assertEquals(200, error.details().httpStatus().orElseThrow());
  }

  private RegistrationException unknownOutcome() {
    RegistrationException error =
        assertThrows(
            RegistrationException.OutcomeUnknown.class,
            () -> registrant.account("test").apps().create(SnykTests.app()));
    assertEquals(Outcome.UNKNOWN, error.outcome());
    assertEquals(201, error.details().httpStatus().orElseThrow());
    assertEquals(Optional.of("req-7"), error.requestId());
    assertTrue(error.advice().contains("same key"), error.advice());
    return error;
  }

  private static String document(String id, String scope) {
    return """
        {"jsonapi": {"version": "1.0"}, "links": {}, "data": {"type": "app", "id": "%s", "attributes": {
          "name": "new app", "client_id": "c-1", "client_secret": "s-1", "scopes": [%s],
          "redirect_uris": ["https://example.com/callback"]}}}
        """
        .formatted(id, scope);
  }
}
