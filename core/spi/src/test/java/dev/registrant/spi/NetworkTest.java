package dev.registrant.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @Test
  void defaultsSayNothingButTimes() {
    Network network = Network.defaults();
    assertEquals(Optional.empty(), network.proxy());
    assertEquals(Optional.empty(), network.sslContext());
    assertEquals(Duration.ofSeconds(10), network.connectTimeout());
    assertEquals(Duration.ofSeconds(15), network.requestTimeout());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0009S", "PT24H0.001S"})
  void timeOutOfRangeIsRefused(Duration time) {
    Network network = Network.defaults();
    assertThrows(IllegalArgumentException.class, () -> network.withConnectTimeout(time));
    assertThrows(IllegalArgumentException.class, () -> network.withRequestTimeout(time));
  }

  @Test
  void timesAtTheBoundsAreTaken() {
    Network network =
        Network.defaults()
            .withConnectTimeout(Duration.ofMillis(1))
            .withRequestTimeout(Duration.ofDays(1));
    assertEquals(Duration.ofMillis(1), network.connectTimeout());
    assertEquals(Duration.ofDays(1), network.requestTimeout());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "a/b", "ann@proxy", "http://proxy", "proxy:3128", "a\r\nb", "-a"})
  void hostOfAnotherFormIsRefused(String host) {
    assertThrows(IllegalArgumentException.class, () -> HttpProxy.of(host, 3128));
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy", "squid_1.example", "10.0.0.1", "::1", "2001:db8::10.0.0.1"})
  void hostIsANameOrAnAddress(String host) {
    assertEquals(host, HttpProxy.of(host, 3128).host());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65536})
  void portOutOfRangeIsRefused(int port) {
    assertThrows(IllegalArgumentException.class, () -> HttpProxy.of("proxy", port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:b", "a\r\nb", "a\u0000"})
  void userNameThatCannotBeSentIsRefused(String user) {
    HttpProxy proxy = HttpProxy.of("proxy", 3128);
    assertThrows(IllegalArgumentException.class, () -> proxy.withLogin(user, () -> Secret.of("x")));
  }

  @Test
  void authorityOfAnAddressOfVersion6HasBrackets() {
    assertEquals("[::1]:3128", HttpProxy.of("::1", 3128).authority());
    assertEquals("proxy:3128", HttpProxy.of("proxy", 3128).authority());
  }

  @Test
  void loginIsNeverShown() throws Exception {
    HttpProxy proxy =
        HttpProxy.of("proxy", 3128).withLogin("ann-4711", () -> Secret.of("s3cret-value"));
    Network network =
        Network.defaults().withProxy(proxy).withSslContext(SSLContext.getInstance("TLS"));
    for (Object shown : new Object[] {proxy, proxy.login().orElseThrow(), network}) {
      assertFalse(shown.toString().contains("ann-4711"), shown.toString());
      assertFalse(shown.toString().contains("s3cret-value"), shown.toString());
    }
    assertTrue(network.toString().contains("proxy:3128"));
  }

  @Test
  void equalityIsThatOfWhatConnects() throws Exception {
    Supplier<Secret> password = () -> Secret.of("x");
    HttpProxy proxy = HttpProxy.of("proxy", 3128);
    assertEquals(proxy.withLogin("ann", password), proxy.withLogin("ann", password));
    assertNotEquals(proxy.withLogin("ann", password), proxy.withLogin("bob", password));
    assertNotEquals(proxy.withLogin("ann", password), proxy.withLogin("ann", () -> Secret.of("x")));
    SSLContext one = SSLContext.getInstance("TLS");
    SSLContext other = SSLContext.getInstance("TLS");
    Network network = Network.defaults();
    assertEquals(network.withSslContext(one), network.withSslContext(one));
    assertNotEquals(network.withSslContext(one), network.withSslContext(other));
  }
}
