package dev.registrant.http;

import feign.InvocationContext;
import feign.ResponseInterceptor;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * Reads the body of a success. It takes the place of Feign's decoding, which wraps what goes wrong
 * in exceptions that show the body.
 */
final class AnswerReading implements ResponseInterceptor {
  private final Json json;
  private final Faults faults;

  AnswerReading(Json json, Faults faults) {
    this.json = json;
    this.faults = faults;
  }

  @Override
  public Object intercept(InvocationContext context, Chain chain) {
    if (!(context.response().body() instanceof AnswerBody body)) {
      throw new IllegalStateException("an answer that is not of this kit's client");
    }
    WireResponse response = body.response();
    Type type = StrictContract.bodyType(context.returnType());
    try {
      Optional<Object> value =
          type == Void.class ? Optional.empty() : json.read(response.body(), type);
      return new HttpAnswer<>(
          faults, body.call(), response.status(), response.headers(), body.requestId(), value);
    } catch (Json.Unreadable e) {
      throw faults.unusable(
          body.call(),
          "the vendor's answer is not the JSON that was expected",
          response.status(),
          body.requestId(),
          List.of());
    }
  }
}
