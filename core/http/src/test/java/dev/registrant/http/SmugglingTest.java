package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.RegistrationException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Neither a path parameter nor a header value can turn a request into another one. */
class SmugglingTest {
  private final FakeContext context = new FakeContext();
  private final RawServer server = RawServer.answering(200, "", "{}");
  private final FakeCall call = FakeCall.read();

  @AfterEach
  void close() throws Exception {
    server.close();
    context.close();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "../secrets",
        "a/b",
        "/",
        "a/..",
        "..\\a",
        "a\\b",
        "%2F",
        "a%2fb",
        "%2e%2e",
        "%2E.",
        ".%2e",
        "%5C",
        "a%5cb",
        "%252F",
        "%252e%252e",
        "%25252F",
        "%2525252F",
        "a\nb",
        "a\u0000b",
        "%00",
        "%0d%0a",
        "%20"
      })
  void refusesPathParameter(@Nullable String id) {
    Widgets widgets = Widgets.open(context, server.url());
    RegistrationException thrown =
        assertThrows(
            RegistrationException.InvalidRequest.class, () -> widgets.parts(id, call.options()));
    assertEquals("path", thrown.details().violations().get(0).field());
    assertTrue(server.requests().isEmpty());
    assertTrue(call.events().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "%2F", "%5C"})
  void refusesPathParameterAtTheEnd(String id) {
    Widgets widgets = Widgets.open(context, server.url());
    assertThrows(
        RegistrationException.InvalidRequest.class, () -> widgets.find(id, call.options()));
    assertTrue(server.requests().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.b", "a..b", "...", "100%", "ü", "a:b@c", "{id}", "a;b=c", "a,b"})
  void sendsOtherPathParametersAsOneSegment(String id) {
    Widgets.open(context, server.url()).parts(id, call.options());
    String path = server.requests().get(0).line().split(" ")[1];
    String[] segments = path.split("/", -1);
    assertEquals(5, segments.length);
    assertEquals(Optional.of(id), Links.decode(segments[3]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Admin: 1", "a\nb", "a\rb", "a\u0000b", "ü", "a\u007f"})
  void refusesHeaderValue(String value) {
    Widgets widgets = withHeader(value);
    RegistrationException thrown =
        assertThrows(
            RegistrationException.InvalidRequest.class, () -> widgets.find("a", call.options()));
    assertEquals("X-Org", thrown.details().violations().get(0).field());
    assertTrue(server.requests().isEmpty());
  }

  @Test
  void sendsOtherHeaderValuesAsTheyAre() {
    withHeader("a b%2F{x}").find("a", call.options());
    assertEquals("a b%2F{x}", server.requests().get(0).headers().get("X-Org"));
  }

  private Widgets withHeader(String value) {
    return Widgets.builder(context, server.url())
        .header("X-Org", () -> Optional.of(value))
        .build(Widgets.class);
  }
}
