package dev.registrant.http;

import dev.registrant.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a proxy is told, by the Basic scheme (RFC 7617), and nobody else.
 *
 * @param password as it was given
 * @param credential as it is sent, with the user name
 */
record ProxyAuthorization(Secret password, Secret credential) {
  static ProxyAuthorization of(String user, Secret password) {
    byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
    return new ProxyAuthorization(password, Secret.of(Base64.getEncoder().encodeToString(pair)));
  }

  /** The value of the header {@code Proxy-Authorization}. */
  String header() {
    return "Basic " + credential.reveal();
  }

  boolean isQuotedBy(String text) {
    return text.contains(password.reveal()) || text.contains(credential.reveal());
  }
}
