package dev.registrant.http;

/**
 * A response, read to its end or, if it is no success, as far as it came.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body, empty if there was none
 */
@SuppressWarnings("ArrayRecordComponent")
record WireResponse(int status, ResponseHeaders headers, byte[] body) {
  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  @Override
  public String toString() {
    return "WireResponse[" + status + "]";
  }
}
