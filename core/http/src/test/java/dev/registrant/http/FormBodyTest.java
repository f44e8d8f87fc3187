package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.registrant.spi.Secret;
import feign.RequestLine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FormBodyTest {
  private final FakeContext context = new FakeContext();

  interface Tokens {
    @RequestLine("POST /token")
    HttpAnswer<Void> token(FormBody body, CallOptions options);
  }

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  @Test
  void isSentEncoded() {
    FormBody body = FormBody.of(new TreeMap<>(Map.of("a", "1 2", "b", "ü&=+", "c", "{x}")));
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      Widgets.builder(context, server.url())
          .build(Tokens.class)
          .token(body, FakeCall.read().options());
      RawServer.Received request = server.requests().get(0);
      assertEquals("a=1+2&b=%C3%BC%26%3D%2B&c=%7Bx%7D", request.body());
      assertEquals("application/x-www-form-urlencoded", request.headers().get("Content-Type"));
      assertEquals("application/json", request.headers().get("Accept"));
    }
  }

  @Test
  void showsNamesOnly() {
    assertEquals("FormBody[secret]", FormBody.of(Map.of("secret", "hidden")).toString());
  }

  @Test
  void mayBringACredentialThatIsAskedForWithinTheCall() {
    AtomicReference<List<String>> before = new AtomicReference<>();
    FakeCall call = FakeCall.read();
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      Tokens tokens = Widgets.builder(context, server.url()).build(Tokens.class);
      Widgets.builder(context, server.url())
          .authorization(
              "Bearer",
              within -> {
                tokens.token(FormBody.of(Map.of("a", "b")), CallOptions.reading(within));
                before.set(List.copyOf(call.events()));
                return Secret.of("asked");
              })
          .build(Widgets.class)
          .find("a", call.options());
      assertEquals(List.of("before GET", "answered 200"), before.get());
      assertEquals("Bearer asked", server.requests().get(1).headers().get("Authorization"));
    }
  }
}
