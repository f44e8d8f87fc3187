package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.Network;
import java.time.Duration;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.Test;

class ResponseReadingTest {
  private final ClassicHttpRequest request = new BasicClassicHttpRequest("GET", "/");
  private final ClassicHttpResponse response = new BasicClassicHttpResponse(200);
  private final Exchange exchange = new Exchange(Duration.ofHours(1), Network.defaults());

  @Test
  void connectionOfAnAnswerReadToItsEndIsKept() throws Exception {
    ResponseReading reading = answered();
    assertTrue(reading.keepAlive(request, HttpClientContext.create()).isPresent());
    assertFalse(exchange.end(), "it is over for the watchdog");
  }

  /** The watchdog may be about to cut it, while another exchange uses it. */
  @Test
  void connectionOfAnExchangeThatWasAbortedIsNotKept() throws Exception {
    ResponseReading reading = answered();
    exchange.check(System.nanoTime() + Duration.ofHours(2).toNanos());
    assertFalse(reading.keepAlive(request, HttpClientContext.create()).isPresent());
  }

  private ResponseReading answered() throws ExchangeFailure {
    response.addHeader("Content-Length", 2);
    response.setEntity(new StringEntity("{}", ContentType.APPLICATION_JSON));
    ResponseReading reading = new ResponseReading(response, exchange, 100);
    assertEquals(2, reading.read().body().length);
    return reading;
  }
}
