package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.http.Widgets.Widget;
import dev.registrant.spi.RegistrationException;
import feign.Param;
import feign.RequestLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfiguredPathTest {
  interface Somewhere {
    @RequestLine("GET {place}")
    HttpAnswer<Widget> find(@Param("id") String id, CallOptions options);
  }

  private final FakeContext context = new FakeContext();

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  @Test
  void isTheOneGivenToTheBuilder() {
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      open(server, "/a/{id}/b").find("4711", FakeCall.read().options());
      assertEquals("GET /api/a/4711/b HTTP/1.1", server.requests().get(0).line());
    }
  }

  @Test
  void cannotBeLeftByItsParameters() {
    try (RawServer server = RawServer.answering(200, "", "{}")) {
      Somewhere api = open(server, "/a/{id}/b");
      assertThrows(
          RegistrationException.InvalidRequest.class,
          () -> api.find("../x", FakeCall.read().options()));
      assertEquals(0, server.requests().size());
    }
  }

  @Test
  void beginsWithASlash() {
    HttpApi.Builder builder = HttpApi.builder(context);
    assertThrows(IllegalArgumentException.class, () -> builder.path("place", "https://elsewhere/"));
  }

  private Somewhere open(RawServer server, String path) {
    return Widgets.builder(context, server.url()).path("place", path).build(Somewhere.class);
  }
}
