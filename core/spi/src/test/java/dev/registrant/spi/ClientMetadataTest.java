package dev.registrant.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClientMetadataTest {
  @Test
  void metadataIsEqualByFieldsWhateverTheirOrder() {
    var one = ClientMetadata.builder().clientName("x").scopes("a", "b").build();
    var other = ClientMetadata.builder().scopes(List.of("a", "b")).clientName("x").build();
    assertEquals(one, other);
    assertEquals(one.hashCode(), other.hashCode());
    assertNotEquals(one, other.toBuilder().clientName("y").build());
    assertEquals(List.of("client_name", "scope"), List.copyOf(one.fields().keySet()));
  }

  @Test
  void wholeNumberIsTheSameAsIntegerAndAsLong() {
    assertEquals(
        ClientMetadata.builder().set("ttl", 5).build(),
        ClientMetadata.builder().set("ttl", 5L).build());
  }

  @Test
  void withReplacesAndCompletes() {
    var current = ClientMetadata.builder().clientName("old").set("ttl", 5).build();
    var changed = current.with(ClientMetadata.builder().clientName("new").scopes("a").build());
    assertEquals(Map.of("client_name", "new", "ttl", 5L, "scope", List.of("a")), changed.fields());
    assertEquals(Optional.of("old"), current.clientName());
  }

  @Test
  void builtMetadataDoesNotChangeWithItsBuilderOrLists() {
    List<String> uris = new ArrayList<>(List.of("https://a/"));
    var builder = ClientMetadata.builder().redirectUris(uris);
    var metadata = builder.build();
    uris.add("https://b/");
    builder.clientName("later");
    assertEquals(List.of("https://a/"), metadata.redirectUris());
    assertEquals(Optional.empty(), metadata.clientName());
    assertThrows(UnsupportedOperationException.class, () -> metadata.fields().clear());
  }

  @Test
  void fieldIsReadAsTextNumberOrList() {
    var metadata =
        ClientMetadata.builder().clientName("x").set("ttl", 5).set("on", true).scopes("a").build();
    assertEquals(Optional.of("5"), metadata.text("ttl"));
    assertEquals(Optional.of("true"), metadata.text("on"));
    assertEquals(Optional.empty(), metadata.text("scope"));
    assertEquals(Optional.of(5L), metadata.integer("ttl"));
    assertEquals(Optional.empty(), metadata.integer("client_name"));
    assertEquals(List.of("x"), metadata.list("client_name"));
    assertEquals(List.of(), metadata.list("absent"));
    assertEquals(Optional.empty(), metadata.text("absent"));
  }

  static Stream<Object> otherTypes() {
    return Stream.of(
        1.5,
        'c',
        new Object(),
        Map.of(),
        List.of(1),
        Arrays.asList("a", null),
        java.time.Duration.ZERO);
  }

  @ParameterizedTest
  @MethodSource("otherTypes")
  void valueOfAnotherTypeIsRefused(Object value) {
    var builder = ClientMetadata.builder();
    assertThrows(IllegalArgumentException.class, () -> builder.set("field", value));
  }
}
