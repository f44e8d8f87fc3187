package dev.registrant.spi;

import static dev.registrant.spi.Operation.APPS_CREATE;
import static dev.registrant.spi.Operation.APPS_UPDATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.MetadataField.LengthUnit;
import dev.registrant.spi.MetadataField.Use;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataCheckTest {
  private static final Capabilities CAPABILITIES =
      new Capabilities(
          Map.of(),
          List.of(
              MetadataField.text("client_name", Use.REQUIRED, "")
                  .length(2, 4, LengthUnit.CODE_POINTS),
              MetadataField.text("kind", Use.REQUIRED_AT_CREATION, "").oneOf("web", "native"),
              MetadataField.text("bytes", Use.OPTIONAL, "").length(1, 4, LengthUnit.BYTES),
              MetadataField.text("units", Use.OPTIONAL, "").length(1, 4, LengthUnit.UTF16_UNITS),
              MetadataField.textList("redirect_uris", Use.OPTIONAL, "")
                  .length(1, 9, LengthUnit.BYTES)
                  .entries(1, 2),
              MetadataField.integer("ttl", Use.OPTIONAL, "").range(60, 90),
              MetadataField.bool("public", Use.AT_CREATION, ""),
              MetadataField.integer("revision", Use.READ_ONLY, "")),
          List.of());

  @Test
  void everythingThatIsWrongIsFoundAtOnce() {
    var given =
        ClientMetadata.builder()
            .set("client_name", "a\nbcde")
            .set("redirect_uris", List.of("ok", "", "too long a text"))
            .set("ttl", "many")
            .set("public", "perhaps")
            .set("revision", 1)
            .set("redirect_uri", "x")
            .build();
    assertEquals(
        List.of(
            "kind required",
            "client_name control-character",
            "client_name too-long",
            "public wrong-type",
            "redirect_uri unsupported",
            "redirect_uris wrong-count",
            "redirect_uris[1] empty",
            "redirect_uris[2] too-long",
            "revision read-only",
            "ttl wrong-type"),
        found(given, APPS_CREATE));
  }

  @Test
  void valuesComeOutInTheDeclaredTypes() {
    var given =
        ClientMetadata.builder()
            .set("client_name", 42)
            .set("kind", "web")
            .set("redirect_uris", "one")
            .set("ttl", "60")
            .set("public", "True")
            .build();
    var checked = CAPABILITIES.check(given, APPS_CREATE);
    assertEquals(List.of(), checked.violations());
    assertEquals(
        Map.of(
            "client_name",
            "42",
            "kind",
            "web",
            "redirect_uris",
            List.of("one"),
            "ttl",
            60L,
            "public",
            true),
        checked.metadata().fields());
  }

  @ParameterizedTest
  @CsvSource({
    "client_name, 😀😀😀😀, true",
    "client_name, 😀😀😀😀😀, false",
    "client_name, a, false",
    "bytes, 😀, true",
    "bytes, 😀a, false",
    "bytes, éé, true",
    "bytes, ééé, false",
    "units, 😀😀, true",
    "units, 😀😀a, false",
    "units, éééé, true",
  })
  void lengthIsCountedInTheVendorsUnit(String field, String text, boolean fits) {
    var given = ClientMetadata.builder().set(field, text).build();
    assertEquals(fits, found(given, APPS_UPDATE).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000", "a\n", "a\u001B", "a\u007F", "a\u0085", "a\u009B", "a\u2028", "a\u2029",
        "a\uD83D", "a\u202A", "a\u202B", "a\u202C", "a\u202D", "a\u202E", "a\u2066", "a\u2067",
        "a\u2068", "a\u2069"
      })
  void controlOrDirectionOrHalfACharacterIsRefused(String text) {
    var given = ClientMetadata.builder().clientName(text).build();
    assertEquals(List.of("client_name control-character"), found(given, APPS_UPDATE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"שלום", "a\u200Fb", "👩‍👧", "\"'\\<"})
  void textOfAnyScriptPasses(String text) {
    assertEquals(List.of(), found(ClientMetadata.builder().clientName(text).build(), APPS_UPDATE));
  }

  @ParameterizedTest
  @CsvSource({"59, false", "60, true", "90, true", "91, false", "-60, false", "1e2, false"})
  void numberIsWithinItsRange(String number, boolean fits) {
    var given = ClientMetadata.builder().set("ttl", number).build();
    assertEquals(fits, found(given, APPS_UPDATE).isEmpty());
  }

  @Test
  void fieldFixedAtCreationIsRefusedInAnUpdate() {
    var given = ClientMetadata.builder().set("public", true).set("kind", "web").build();
    assertEquals(List.of("kind fixed", "public fixed"), found(given, APPS_UPDATE));
  }

  @Test
  void updateNeedsNoRequiredFieldButSomeField() {
    assertEquals(List.of(), found(ClientMetadata.builder().set("ttl", 60).build(), APPS_UPDATE));
    assertEquals(List.of("metadata required"), found(ClientMetadata.empty(), APPS_UPDATE));
  }

  @Test
  void otherValueComesWithTheNearestAllowedOne() {
    var given = ClientMetadata.builder().clientName("ab").set("kind", "nativ").build();
    var violation = CAPABILITIES.check(given, APPS_CREATE).violations().get(0);
    assertEquals("kind takes one of web, native; did you mean native?", violation.message());
  }

  @Test
  void unknownFieldComesWithTheNearestSettableOne() {
    var given = ClientMetadata.builder().set("redirect_urls", "x").set("revisio", 1).build();
    var violations = CAPABILITIES.check(given, APPS_UPDATE).violations();
    assertTrue(
        violations.get(0).message().contains("did you mean redirect_uris?"),
        violations.get(0).message());
    assertTrue(!violations.get(1).message().contains("did you mean"), "revision is read-only");
  }

  @Test
  void listWhereOneValueIsDueIsRefused() {
    var given = ClientMetadata.builder().set("client_name", List.of("ab")).build();
    assertEquals(List.of("client_name wrong-type"), found(given, APPS_UPDATE));
  }

  private static List<String> found(ClientMetadata given, Operation operation) {
    return CAPABILITIES.check(given, operation).violations().stream()
        .map(violation -> violation.field() + " " + violation.code())
        .toList();
  }
}
