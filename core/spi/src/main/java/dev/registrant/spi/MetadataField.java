package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A field of {@link ClientMetadata} that a provider knows, with its bounds.
 *
 * @param name the field's name: the RFC 7591 word where there is one, else the vendor's
 * @param type what its value is
 * @param use who may set it, and when
 * @param bounds the length of a text, the value of a number
 * @param unit what the length of a text is counted in
 * @param entries how many entries a list may have
 * @param allowed the values it is limited to, empty if it is free
 * @param description what it is, in a sentence
 */
public record MetadataField(
    String name,
    Type type,
    Use use,
    Bounds bounds,
    LengthUnit unit,
    Bounds entries,
    List<String> allowed,
    String description) {

  /** The type of a field's value. */
  public enum Type {
    /** A text. */
    TEXT,
    /** A whole number. */
    INTEGER,
    /** True or false. */
    BOOLEAN,
    /** A list of texts. */
    TEXT_LIST
  }

  /** Who may set a field, and when. */
  public enum Use {
    /** Must be given at creation and may be changed later. */
    REQUIRED,
    /** May be given at creation and changed later. */
    OPTIONAL,
    /** Must be given at creation and is fixed from then on. */
    REQUIRED_AT_CREATION,
    /** May be given at creation and is fixed from then on. */
    AT_CREATION,
    /** Set by the vendor alone. */
    READ_ONLY;

    boolean isRequired() {
      return this == REQUIRED || this == REQUIRED_AT_CREATION;
    }

    boolean isChangeable() {
      return this == REQUIRED || this == OPTIONAL;
    }
  }

  /** What a vendor counts the length of a text in. */
  public enum LengthUnit {
    /** Unicode code points ("runes"). */
    CODE_POINTS,
    /** UTF-16 units, as browsers count. */
    UTF16_UNITS,
    /** Bytes of UTF-8. */
    BYTES;

    /** Returns the length of the text in this unit. */
    public int length(String text) {
      return switch (this) {
        case CODE_POINTS -> text.codePointCount(0, text.length());
        case UTF16_UNITS -> text.length();
        case BYTES -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
      };
    }

    /** Returns how people call it. */
    public String word() {
      return switch (this) {
        case CODE_POINTS, UTF16_UNITS -> "characters";
        case BYTES -> "bytes";
      };
    }
  }

  /**
   * A closed range.
   *
   * @param min the least value allowed
   * @param max the greatest value allowed
   */
  public record Bounds(long min, long max) {
    /** Any number that is not negative. */
    public static final Bounds ANY = new Bounds(0, Long.MAX_VALUE);

    boolean contains(long value) {
      return value >= min && value <= max;
    }
  }

  /** Checks that nothing is {@code null} and copies the list. */
  public MetadataField {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    requireNonNull(use, "use");
    requireNonNull(bounds, "bounds");
    requireNonNull(unit, "unit");
    requireNonNull(entries, "entries");
    allowed = List.copyOf(allowed);
    requireNonNull(description, "description");
  }

  /** A text of any length above zero. */
  public static MetadataField text(String name, Use use, String description) {
    return field(name, Type.TEXT, use, description);
  }

  /** A whole number that is not negative. */
  public static MetadataField integer(String name, Use use, String description) {
    return field(name, Type.INTEGER, use, description);
  }

  /** True or false. */
  public static MetadataField bool(String name, Use use, String description) {
    return field(name, Type.BOOLEAN, use, description);
  }

  /** A list of any number of texts. */
  public static MetadataField textList(String name, Use use, String description) {
    return field(name, Type.TEXT_LIST, use, description);
  }

  /** Returns this field with a bound on its text's length, or each entry's. */
  public MetadataField length(long min, long max, LengthUnit counted) {
    return new MetadataField(
        name, type, use, new Bounds(min, max), counted, entries, allowed, description);
  }

  /** Returns this field with a bound on its number. */
  public MetadataField range(long min, long max) {
    return new MetadataField(
        name, type, use, new Bounds(min, max), unit, entries, allowed, description);
  }

  /** Returns this field with a bound on the number of its entries. */
  public MetadataField entries(long min, long max) {
    return new MetadataField(
        name, type, use, bounds, unit, new Bounds(min, max), allowed, description);
  }

  /** Returns this field limited to some values. */
  public MetadataField oneOf(String... values) {
    return new MetadataField(name, type, use, bounds, unit, entries, List.of(values), description);
  }

  private static MetadataField field(String name, Type type, Use use, String description) {
    return new MetadataField(
        name, type, use, Bounds.ANY, LengthUnit.CODE_POINTS, Bounds.ANY, List.of(), description);
  }
}
