package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com",
        "HTTPS://api.example.com/rest/",
        "https://[2001:db8::1]:8443/a/b",
        "http://localhost:8080",
        "http://127.0.0.1",
        "http://127.1.2.3:1",
        "http://[::1]:8080/x",
      })
  void isTaken(String url) {
    assertDoesNotThrow(() -> build(url, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.example.com",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://10.0.0.1",
        "ftp://api.example.com",
        "api.example.com",
        "/rest",
        "https:///rest",
        "https://user:password@api.example.com",
        "https://user@api_example",
        "https://api.example.com?x=1",
        "https://api.example.com/#x",
        "https://api.example.com/a/../b",
        "https://api.example.com/a//b",
        "https://api.example.com/a%2Fb",
      })
  void isRefused(String url) {
    RegistrationException thrown =
        assertThrows(RegistrationException.InvalidRequest.class, () -> build(url, false));
    assertEquals("baseUrl", thrown.details().violations().get(0).field());
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    RegistrationException thrown =
        assertThrows(
            RegistrationException.InvalidRequest.class,
            () -> build("http://me:s3cret@api.example.com/a//b?x=1", false));
    assertEquals(
        List.of(
            "baseUrl must have no user info",
            "baseUrl must have no query and no fragment",
            "baseUrl must be https, since the host is not this machine",
            "baseUrl must have a path without an empty segment, '.', '..' and '\\'"),
        thrown.details().violations().stream().map(Violation::message).toList());
  }

  @Test
  void isPlainHttpOnlyIfAllowed() {
    assertDoesNotThrow(() -> build("http://api.example.com", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "?y=z",
        "@evil.example/x",
        ".evil.example/x",
        ":444/x",
        "https://evil.example/rest/x",
        "//evil.example/x",
        "/x//y",
        "/../x",
        "/x/..",
        "/%2e%2E/x",
        "/x#y",
        "/x y",
      })
  void refusesATargetThatMayNameSomethingElse(String target) {
    BaseUrl base = BaseUrl.of(URI.create("https://api.example.com/rest"), false, Optional.empty());
    assertEquals(Optional.empty(), base.under(target));
  }

  @Test
  void takesATargetBelow() {
    BaseUrl base = BaseUrl.of(URI.create("https://api.example.com/rest/"), false, Optional.empty());
    assertEquals(Optional.of("/rest/x?y=../z"), base.under("/x?y=../z"));
  }

  private static void build(String url, boolean plainHttp) throws Exception {
    try (FakeContext context = new FakeContext()) {
      Widgets.builder(context, URI.create(url)).allowPlainHttp(plainHttp).build(Widgets.class);
    }
  }

  @Test
  void plainHttpToThisMachineGoesNotToAProxyElsewhere() {
    URI local = URI.create("http://localhost:8080");
    assertDoesNotThrow(() -> BaseUrl.of(local, false, Optional.of("127.0.0.1")));
    assertDoesNotThrow(() -> BaseUrl.of(local, false, Optional.of("::1")));
    assertDoesNotThrow(() -> BaseUrl.of(local, true, Optional.of("proxy.example")));
    RegistrationException thrown =
        assertThrows(
            RegistrationException.InvalidRequest.class,
            () -> BaseUrl.of(local, false, Optional.of("proxy.example")));
    assertEquals(
        "baseUrl must be https, since the proxy is not this machine",
        thrown.details().violations().get(0).message());
  }
}
