package dev.registrant.http;

import dev.registrant.spi.Call;
import feign.Response;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * A body on its way through Feign from the client, which knows the call, to the reading of the
 * answer, which needs it. Its {@code toString} shows nothing.
 */
final class AnswerBody implements Response.Body {
  private final Call call;
  private final WireResponse response;
  private final Optional<String> requestId;

  AnswerBody(Call call, WireResponse response, Optional<String> requestId) {
    this.call = call;
    this.response = response;
    this.requestId = requestId;
  }

  Call call() {
    return call;
  }

  WireResponse response() {
    return response;
  }

  Optional<String> requestId() {
    return requestId;
  }

  @Override
  public Integer length() {
    return response.body().length;
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public InputStream asInputStream() {
    return new ByteArrayInputStream(response.body());
  }

  @Override
  public Reader asReader(Charset charset) {
    return new InputStreamReader(asInputStream(), charset);
  }

  @Override
  public void close() {}
}
