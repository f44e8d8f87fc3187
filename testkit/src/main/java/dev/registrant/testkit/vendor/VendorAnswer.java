package dev.registrant.testkit.vendor;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One HTTP answer. Length, date and connection headers are added when it is sent.
 *
 * @param status the HTTP status
 * @param headers in the order to be sent
 * @param body the whole body, empty for none; not copied
 */
public record VendorAnswer(int status, Map<String, String> headers, byte[] body) {

  /** Copies the headers. */
  public VendorAnswer {
    headers = new LinkedHashMap<>(headers);
  }

  /**
   * Copies the answer with one more header.
   *
   * @param name as it is sent
   * @param value as it is sent
   * @return the copy
   */
  public VendorAnswer withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new VendorAnswer(status, more, body);
  }

  /**
   * Copies the answer with another body.
   *
   * @param other the body
   * @return the copy
   */
  public VendorAnswer withBody(byte[] other) {
    return new VendorAnswer(status, headers, other);
  }

  /**
   * Tells whether the request was carried out.
   *
   * @return whether the status is 2xx
   */
  public boolean successful() {
    return status >= 200 && status < 300;
  }
}
