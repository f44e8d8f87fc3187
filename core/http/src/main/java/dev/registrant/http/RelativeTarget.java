package dev.registrant.http;

import feign.Request;
import feign.RequestTemplate;
import feign.Target;

/** Leaves the URL of a request relative: {@link BaseUrl} makes it absolute, and looks at it. */
record RelativeTarget<T>(Class<T> type, String url) implements Target<T> {
  @Override
  public String name() {
    return url;
  }

  @Override
  public Request apply(RequestTemplate input) {
    return input.request();
  }
}
