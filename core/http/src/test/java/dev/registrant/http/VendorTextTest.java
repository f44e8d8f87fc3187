package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.registrant.spi.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VendorTextTest {
  private static final WireRequest REQUEST =
      new WireRequest(
          "GET",
          Origin.of(URI.create("https://vendor.example")),
          "/",
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(Secret.of("s3cret")));

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x07, 0x09, 0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0x90, 0x9b, 0x9d, 0x2028, 0x2029, 0x200b,
        0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069,
        0xd83d, 0xfeff, 0xe0041
      })
  void whatSteersATerminalOrTurnsTextIsRemoved(int character) {
    String steering = Character.toString(character);
    assertEquals(Optional.of("a b"), clean("a" + steering + steering + "b" + steering));
    assertEquals(Optional.of("a b"), clean(steering + "a " + steering + " b"));
    assertEquals(Optional.empty(), clean(steering));
  }

  @ParameterizedTest
  @CsvSource({"Überlänge ﬁ", "שלום", "👩‍👧", "نمی‌خواهم", "\"a\\b\""})
  void wordsStayAsTheyAre(String text) {
    assertEquals(Optional.of(text), clean(text));
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertEquals(Optional.of("a".repeat(160) + "..."), clean("a".repeat(161)));
    assertEquals(Optional.of("a".repeat(159) + "..."), clean("a".repeat(159) + "😀😀"));
    assertEquals(Optional.of("😀".repeat(80)), clean("😀".repeat(80)));
  }

  @Test
  void textThatQuotesTheCredentialIsDropped() {
    assertEquals(Optional.empty(), clean("bad s3cret"));
  }

  private static Optional<String> clean(String text) {
    return VendorText.clean(Optional.of(text), REQUEST);
  }
}
