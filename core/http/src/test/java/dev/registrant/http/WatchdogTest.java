package dev.registrant.http;

import dev.registrant.spi.Network;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchdogTest {
  @Test
  void sweepsAfterUse() throws Exception {
    CountDownLatch swept = new CountDownLatch(1);
    try (Watchdog watchdog = new Watchdog(Duration.ofMillis(30), swept::countDown)) {
      Exchange exchange = new Exchange(Duration.ofMinutes(1), Network.defaults());
      watchdog.watch(exchange);
      watchdog.release(exchange);
      swept.await();
    }
  }

  @Test
  void wakesUpForTheNextExchange() throws Exception {
    CountDownLatch sweeps = new CountDownLatch(3);
    try (Watchdog watchdog = new Watchdog(Duration.ofMillis(5), sweeps::countDown)) {
      while (sweeps.getCount() > 0) {
        Exchange exchange = new Exchange(Duration.ofMinutes(1), Network.defaults());
        watchdog.watch(exchange);
        Thread.sleep(100);
        watchdog.release(exchange);
        Thread.sleep(100);
      }
    }
  }
}
