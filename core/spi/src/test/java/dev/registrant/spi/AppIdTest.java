package dev.registrant.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppIdTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "a..b",
        "a/b",
        "/",
        "a\\b",
        "a b",
        "a\tb",
        "a\nb",
        "a\u0000b",
        "a\u007Fb",
        "a\u0085b",
        "a\u00A0b",
        "a\u200Eb",
        "a\u2028b",
        "a\uD83Db"
      })
  void idThatIsNotPlainlyVisibleOrCouldNameAnotherResourceIsRefused(String value) {
    var error = assertThrows(RegistrationException.InvalidRequest.class, () -> new AppId(value));
    assertEquals("invalid-id", error.details().violations().get(0).code());
    assertEquals(Outcome.NOT_APPLIED, error.outcome());
  }

  @Test
  void idOfMoreThanTwoHundredCharactersIsRefused() {
    assertEquals(200, new AppId("a".repeat(200)).value().length());
    assertThrows(RegistrationException.InvalidRequest.class, () -> new AppId("a".repeat(201)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "a.b", "ünïcode-日本", "😀", "1.2.3"})
  void visibleIdIsShownAsItIs(String value) {
    assertEquals(value, new AppId(value).toString());
  }
}
