package dev.registrant.http;

import feign.RequestTemplate;
import feign.codec.Encoder;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/** Writes the body of a request. */
final class BodyWriting implements Encoder {
  private final Json json;

  BodyWriting(Json json) {
    this.json = json;
  }

  @Override
  public void encode(Object body, Type type, RequestTemplate template) {
    if (body instanceof FormBody form) {
      template.header("Content-Type", FormBody.MEDIA_TYPE);
      template.body(form.encoded().getBytes(StandardCharsets.US_ASCII), null);
    } else {
      template.body(json.write(body, type), null);
    }
  }
}
