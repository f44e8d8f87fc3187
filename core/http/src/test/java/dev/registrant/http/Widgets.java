package dev.registrant.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.registrant.spi.Secret;
import feign.Param;
import feign.RequestLine;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The interface of an invented vendor. */
interface Widgets {
  String TOKEN = "token-4711-secret";

  @RequestLine("POST /widgets?version=1")
  HttpAnswer<Widget> create(Widget widget, CallOptions options);

  @RequestLine("GET /widgets/{id}")
  HttpAnswer<Widget> find(@Param("id") String id, CallOptions options);

  @RequestLine("GET /widgets/{id}/parts")
  HttpAnswer<Widget> parts(@Param("id") @Nullable String id, CallOptions options);

  @RequestLine("GET /widgets?limit=100&after={cursor}")
  HttpAnswer<Widget> list(@Param("cursor") @Nullable String cursor, CallOptions options);

  @RequestLine("DELETE /widgets/{id}")
  HttpAnswer<Void> delete(@Param("id") String id, CallOptions options);

  /** A widget. */
  record Widget(
      @JsonProperty("name") @Nullable String name,
      @JsonProperty("client_secret") @Nullable String secret,
      @JsonProperty("size") Optional<Integer> size) {
    static Widget named(String name) {
      return new Widget(name, null, Optional.empty());
    }
  }

  /** A widget vendor's error body. */
  record Failure(
      @JsonProperty("code") @Nullable String code,
      @JsonProperty("title") @Nullable String title,
      @JsonProperty("id") @Nullable String id,
      @JsonProperty("field") @Nullable String field) {}

  static HttpApi.Builder builder(FakeContext context, URI url) {
    return HttpApi.builder(context)
        .baseUrl(url)
        .authorization("Bearer", () -> Secret.of(TOKEN))
        .requestIdHeader("X-Request-Id")
        .errors(Failure.class, Widgets::failure);
  }

  static Widgets open(FakeContext context, URI url) {
    return builder(context, url).build(Widgets.class);
  }

  private static VendorError failure(HttpAnswer<Failure> answer) {
    Failure failure = answer.body().orElse(new Failure(null, null, null, null));
    VendorError error =
        VendorError.none()
            .withCode(Optional.ofNullable(failure.code()))
            .withTitle(Optional.ofNullable(failure.title()))
            .withRequestId(Optional.ofNullable(failure.id()))
            .withPointer(Optional.ofNullable(failure.field()));
    return "absent".equals(failure.code()) ? error.withKind(ErrorKind.NOT_FOUND) : error;
  }
}
