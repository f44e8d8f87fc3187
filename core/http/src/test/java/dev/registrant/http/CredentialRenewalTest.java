package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.http.Widgets.Widget;
import dev.registrant.spi.Call;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the kit does when the vendor does not accept a credential. */
class CredentialRenewalTest {
  private final FakeContext context = new FakeContext();
  private final Deque<Integer> statuses = new ConcurrentLinkedDeque<>();
  private final Deque<String> tokens = new ConcurrentLinkedDeque<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final TokenSource source =
      new TokenSource(
          call -> {
            asked.incrementAndGet();
            return new AccessToken(
                Secret.of(tokens.removeFirst()), Optional.of(Duration.ofHours(1)));
          },
          context.clock());
  private final RawServer server =
      RawServer.start(
          peer -> {
            while (peer.receive().isPresent()) {
              peer.answer(statuses.removeFirst(), "", "{}");
            }
          });

  @AfterEach
  void close() throws Exception {
    server.close();
    context.close();
  }

  @Test
  void refusedTokenIsRenewableAndTheNextRequestCarriesAnotherOne() {
    answers(401, 200);
    gives("t1", "t2");
    Widgets widgets = withTokens();
    assertTrue(refused(widgets).details().credentialRenewable());
    widgets.create(Widget.named("a"), FakeCall.write().options());
    assertEquals(List.of("Bearer t1", "Bearer t2"), sent());
  }

  @Test
  void secondTokenThatIsRefusedIsRenewableWhileTheVendorGivesOthers() {
    answers(401, 401, 200);
    gives("t1", "t2", "t3");
    Widgets widgets = withTokens();
    refused(widgets);
    assertTrue(refused(widgets).details().credentialRenewable());
    widgets.create(Widget.named("a"), FakeCall.write().options());
    assertEquals(List.of("Bearer t1", "Bearer t2", "Bearer t3"), sent());
  }

  @Test
  void tokenThatIsRefusedAndGivenAgainIsNotRenewable() {
    answers(401, 401);
    gives("t1", "t1");
    Widgets widgets = withTokens();
    refused(widgets);
    assertFalse(refused(widgets).details().credentialRenewable());
  }

  @Test
  void refusalThatComesLateLeavesTheNewerToken() {
    gives("t1", "t2");
    try (RawServer late =
        RawServer.start(
            peer -> {
              peer.receive();
              source.refused(Secret.of("t1"));
              source.get(FakeCall.read());
              peer.answer(401, "", "{}");
            })) {
      Widgets widgets =
          Widgets.builder(context, late.url()).authorization("Bearer", source).build(Widgets.class);
      assertTrue(refused(widgets).details().credentialRenewable());
    }
    assertEquals("t2", source.get(FakeCall.read()).reveal());
    assertEquals(2, asked.get());
  }

  @Test
  void otherRefusalsLeaveTheToken() {
    answers(403, 200);
    gives("t1");
    Widgets widgets = withTokens();
    RegistrationException thrown =
        assertThrows(
            RegistrationException.Denied.class, () -> widgets.find("a", FakeCall.read().options()));
    assertFalse(thrown.details().credentialRenewable());
    widgets.find("a", FakeCall.read().options());
    assertEquals(1, asked.get());
  }

  @Test
  void whatA401MeansIsKnownWhenItHasBeenReadAlsoIfItAsksToWait() {
    gives("t1");
    try (RawServer waiting = RawServer.answering(401, "Retry-After: 1\r\n", "{}")) {
      Widgets widgets =
          Widgets.builder(context, waiting.url())
              .authorization("Bearer", source)
              .errors(Widgets.Failure.class, a -> VendorError.none().withKind(ErrorKind.NOT_FOUND))
              .build(Widgets.class);
      assertThrows(
          RegistrationException.NotFound.class, () -> widgets.find("a", FakeCall.read().options()));
    }
    assertEquals("t1", source.get(FakeCall.read()).reveal());
    assertEquals(1, asked.get());
  }

  @Test
  void unauthorizedThatMeansSomethingElseLeavesTheToken() {
    answers(401, 200);
    gives("t1");
    Widgets widgets =
        Widgets.builder(context, server.url())
            .authorization("Bearer", source)
            .errors(Widgets.Failure.class, a -> VendorError.none().withKind(ErrorKind.NOT_FOUND))
            .build(Widgets.class);
    RegistrationException thrown =
        assertThrows(
            RegistrationException.NotFound.class,
            () -> widgets.find("a", FakeCall.read().options()));
    assertFalse(thrown.details().credentialRenewable());
    widgets.find("a", FakeCall.read().options());
    assertEquals(1, asked.get());
  }

  @Test
  void unauthenticatedByAnotherStatusLeavesTheToken() {
    answers(400, 200);
    gives("t1");
    Widgets widgets =
        Widgets.builder(context, server.url())
            .authorization("Bearer", source)
            .errors(
                Widgets.Failure.class, a -> VendorError.none().withKind(ErrorKind.UNAUTHENTICATED))
            .build(Widgets.class);
    assertFalse(refused(widgets).details().credentialRenewable());
    widgets.find("a", FakeCall.read().options());
    assertEquals(1, asked.get());
  }

  @Test
  void suppliedCredentialIsRenewableIfItIsAnotherOneNow() {
    answers(401, 200);
    gives("s1", "s2", "s2");
    Widgets widgets = with(() -> Secret.of(tokens.removeFirst()));
    assertTrue(refused(widgets).details().credentialRenewable());
    widgets.find("a", FakeCall.read().options());
    assertEquals(List.of("Bearer s1", "Bearer s2"), sent());
  }

  @Test
  void suppliedCredentialThatIsTheSameIsNotRenewable() {
    answers(401);
    gives("s1", "s1");
    assertFalse(
        refused(with(() -> Secret.of(tokens.removeFirst()))).details().credentialRenewable());
    assertEquals(0, tokens.size());
  }

  @Test
  void supplierThatFailsAfterwardsDoesNotHideTheRefusal() {
    answers(401);
    gives("s1");
    assertFalse(
        refused(with(() -> Secret.of(tokens.removeFirst()))).details().credentialRenewable());
  }

  @Test
  @SuppressWarnings("NullAway")
  void supplierThatGivesNothingAfterwardsHasNoOther() {
    answers(401);
    gives("s1");
    Supplier<Secret> once = () -> tokens.isEmpty() ? null : Secret.of(tokens.removeFirst());
    assertFalse(refused(with(once)).details().credentialRenewable());
  }

  @Test
  void supplierIsNotAskedAgainAfterASuccess() {
    answers(200);
    gives("s1");
    with(() -> Secret.of(tokens.removeFirst())).find("a", FakeCall.read().options());
    assertEquals(0, tokens.size());
  }

  @Test
  void credentialOfACallIsNotAskedForAgain() {
    answers(401);
    gives("s1", "s2");
    Function<Call, Secret> credential = call -> Secret.of(tokens.removeFirst());
    Widgets widgets =
        Widgets.builder(context, server.url())
            .authorization("Bearer", credential)
            .build(Widgets.class);
    assertFalse(refused(widgets).details().credentialRenewable());
    assertEquals(1, tokens.size());
  }

  @Test
  void refusalByTheTokenEndpointIsFinal() {
    answers(401);
    gives("s1", "s2");
    TokenEndpoint endpoint = endpoint();
    TokenSource refusing =
        new TokenSource(call -> endpoint.ask(TokenServer.grant(), call), context.clock());
    Widgets widgets =
        Widgets.builder(context, server.url())
            .authorization("Bearer", refusing)
            .build(Widgets.class);
    assertFalse(refused(widgets).details().credentialRenewable());
    assertEquals(0, tokens.size());
  }

  @Test
  void refusalWhereTheCredentialComesFromIsFinal() {
    answers(401);
    gives("s1", "s2");
    TokenEndpoint endpoint = endpoint();
    Function<Call, Secret> credential = call -> endpoint.ask(TokenServer.grant(), call).value();
    Widgets widgets =
        Widgets.builder(context, server.url())
            .authorization("Bearer", credential)
            .build(Widgets.class);
    assertFalse(refused(widgets).details().credentialRenewable());
    assertEquals(0, tokens.size());
  }

  private TokenEndpoint endpoint() {
    return TokenEndpoint.open(
        HttpApi.builder(context)
            .baseUrl(server.url())
            .clientSecretBasic("client", () -> Secret.of(tokens.removeFirst())),
        "/token",
        TokenError::read);
  }

  private Widgets withTokens() {
    return Widgets.builder(context, server.url())
        .authorization("Bearer", source)
        .build(Widgets.class);
  }

  private Widgets with(Supplier<Secret> credential) {
    return Widgets.builder(context, server.url())
        .authorization("Bearer", credential)
        .build(Widgets.class);
  }

  private static RegistrationException refused(Widgets widgets) {
    return assertThrows(
        RegistrationException.Unauthenticated.class,
        () -> widgets.create(Widget.named("a"), FakeCall.write().options()));
  }

  private void answers(int... all) {
    for (int status : all) {
      statuses.add(status);
    }
  }

  private void gives(String... all) {
    tokens.addAll(List.of(all));
  }

  private List<String> sent() {
    return server.requests().stream()
        .map(request -> request.headers().getOrDefault("Authorization", ""))
        .toList();
  }
}
