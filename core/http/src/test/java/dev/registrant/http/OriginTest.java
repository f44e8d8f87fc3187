package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {
  @ParameterizedTest
  @CsvSource({
    "https://api.example.com/rest, https, api.example.com, 443, api.example.com",
    "HTTPS://api.example.com:443, https, api.example.com, 443, api.example.com:443",
    "http://localhost, http, localhost, 80, localhost",
    "http://localhost:8080, http, localhost, 8080, localhost:8080",
    "https://[2001:db8::1]:8443/a, https, 2001:db8::1, 8443, [2001:db8::1]:8443",
    "https://[2001:db8::1], https, 2001:db8::1, 443, [2001:db8::1]",
  })
  void isWhomToConnectToAndWhatTheHostHeaderSays(
      URI url, String scheme, String host, int port, String authority) {
    Origin origin = Origin.of(url);
    assertEquals(scheme, origin.host().getSchemeName());
    assertEquals(host, origin.host().getHostName());
    assertEquals(port, origin.host().getPort());
    assertEquals(authority, origin.authority());
  }
}
