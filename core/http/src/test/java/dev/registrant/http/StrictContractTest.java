package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.http.Widgets.Widget;
import feign.Body;
import feign.HeaderMap;
import feign.Headers;
import feign.Param;
import feign.QueryMap;
import feign.RequestLine;
import feign.Response;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Feign interface may not do is found when the client is built. */
class StrictContractTest {
  interface NoOptions {
    @RequestLine("GET /x")
    HttpAnswer<Widget> get();
  }

  interface OtherReturnType {
    @RequestLine("GET /x")
    Widget get(CallOptions options);
  }

  interface RawResponse {
    @RequestLine("GET /x")
    Response get(CallOptions options);
  }

  interface UriArgument {
    @RequestLine("GET /x")
    HttpAnswer<Widget> get(URI elsewhere, CallOptions options);
  }

  interface QueryMapArgument {
    @RequestLine("GET /x")
    HttpAnswer<Widget> get(@QueryMap Map<String, String> query, CallOptions options);
  }

  interface HeaderMapArgument {
    @RequestLine("GET /x")
    HttpAnswer<Widget> get(@HeaderMap Map<String, String> headers, CallOptions options);
  }

  interface HeaderOfArgument {
    @RequestLine("GET /x")
    @Headers("X-Note: {note}")
    HttpAnswer<Widget> get(@Param("note") String note, CallOptions options);
  }

  interface BodyTemplate {
    @RequestLine("POST /x")
    @Body("%7B\"a\":\"{a}\"%7D")
    HttpAnswer<Widget> get(@Param("a") String a, CallOptions options);
  }

  interface UnusedParameter {
    @RequestLine("POST /x")
    HttpAnswer<Widget> get(@Param("a") String a, CallOptions options);
  }

  @Headers("authorization: Bearer x")
  interface OwnAuthorization {
    @RequestLine("GET /x")
    HttpAnswer<Widget> get(CallOptions options);
  }

  @Headers("Proxy-Authorization: Basic x")
  interface OwnProxyAuthorization {
    @RequestLine("GET /x")
    HttpAnswer<Widget> get(CallOptions options);
  }

  interface OwnLength {
    @RequestLine("GET /x")
    @Headers("Content-Length: 3")
    HttpAnswer<Widget> get(CallOptions options);
  }

  interface AbsoluteUrl {
    @RequestLine("GET http://elsewhere.example/x")
    HttpAnswer<Widget> get(CallOptions options);
  }

  interface WithDefaultMethod {
    @RequestLine("GET /x")
    HttpAnswer<Widget> get(CallOptions options);

    default void fail() {
      throw new UnsupportedOperationException("as it is");
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        NoOptions.class,
        OtherReturnType.class,
        RawResponse.class,
        UriArgument.class,
        QueryMapArgument.class,
        HeaderMapArgument.class,
        HeaderOfArgument.class,
        BodyTemplate.class,
        UnusedParameter.class,
        OwnAuthorization.class,
        OwnProxyAuthorization.class,
        OwnLength.class,
        AbsoluteUrl.class,
      })
  void refuses(Class<?> api) {
    assertThrows(
        IllegalArgumentException.class,
        () -> Widgets.builder(new FakeContext(), URI.create("https://api.example.com")).build(api));
  }

  @Test
  void leavesDefaultMethodsAlone() throws Exception {
    try (FakeContext context = new FakeContext()) {
      WithDefaultMethod api =
          Widgets.builder(context, URI.create("https://api.example.com"))
              .build(WithDefaultMethod.class);
      assertThrows(UnsupportedOperationException.class, api::fail);
    }
  }
}
