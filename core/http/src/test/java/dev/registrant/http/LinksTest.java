package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
  @ParameterizedTest
  @CsvSource({
    "/orgs/1/apps?version=1&after=v1, v1",
    "https://evil.example/x?after=v1&limit=10#after=v2, v1",
    "?after=v1, v1",
    "not a url ?after=v1, v1",
    "/x?a%66ter=v1, v1",
    "/x?after=v1&after=v2, v1",
    "/x?after=a%2Bb%3D%3D, a+b==",
    "/x?after=a+b, a+b",
    "/x?after=%2541, %41",
    "/x?after=a=b, a=b",
  })
  void readsParameterDecodedOnce(String link, String expected) {
    assertEquals(Optional.of(expected), Links.queryParameter(link, "after"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "after=v1",
        "/x?before=v1",
        "/x?after",
        "/x?after=",
        "/x?after=%",
        "/x?after=%4",
        "/x?after=%zz",
        "/x?after=%ff",
        "/x#?after=v1",
        "/x?=v1",
      })
  void isEmptyOtherwise(String link) {
    assertEquals(Optional.empty(), Links.queryParameter(link, "after"));
  }
}
