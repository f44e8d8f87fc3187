package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.http.ExchangeFailure.Reason;
import dev.registrant.spi.Network;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExchangeTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void nothingIsSentOnceItWasAborted() {
    Exchange exchange = new Exchange(HOUR, Network.defaults());
    exchange.check(System.nanoTime() + MINUTE.toNanos());
    assertThrows(InterruptedIOException.class, exchange::markSent);
    assertFalse(exchange.sent());
    assertEquals(Reason.CONNECT_TIMEOUT, exchange.stopReason(Reason.BROKEN));
  }

  @Test
  void timeOutAfterSendingIsTheVendors() throws Exception {
    Exchange exchange = new Exchange(HOUR, Network.defaults());
    exchange.markSent();
    exchange.check(System.nanoTime() + MINUTE.toNanos());
    assertEquals(Reason.REQUEST_TIMEOUT, exchange.stopReason(Reason.BROKEN));
  }

  @Test
  void deadlineIsToldWhenItComesFirst() {
    Exchange exchange = new Exchange(Duration.ofSeconds(5), Network.defaults());
    exchange.check(System.nanoTime() + MINUTE.toNanos());
    assertEquals(Reason.DEADLINE, exchange.stopReason(Reason.BROKEN));
  }
}
