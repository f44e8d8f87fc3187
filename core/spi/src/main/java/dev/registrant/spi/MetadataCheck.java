package dev.registrant.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One check of client metadata against declared fields. Not thread-safe. */
final class MetadataCheck {
  private static final Set<String> TRUTH_VALUES = Set.of("true", "false");

  private final Capabilities capabilities;
  private final boolean creating;
  private final List<Violation> violations = new ArrayList<>();

  MetadataCheck(Capabilities capabilities, Operation operation) {
    this.capabilities = capabilities;
    this.creating = operation == Operation.APPS_CREATE;
  }

  Capabilities.Checked check(ClientMetadata given) {
    if (!creating && given.fields().isEmpty()) {
      violations.add(new Violation("metadata", "required", "an update changes at least one field"));
    }
    for (MetadataField field : capabilities.metadata()) {
      if (creating && field.use().isRequired() && !given.has(field.name())) {
        add(field.name(), "required", "is required");
      }
    }
    ClientMetadata.Builder typed = ClientMetadata.builder();
    given
        .fields()
        .forEach(
            (name, value) ->
                capabilities
                    .field(name)
                    .ifPresentOrElse(
                        field -> typed.set(name, checked(field, value)), () -> unknown(name)));
    return new Capabilities.Checked(typed.build(), violations);
  }

  private Object checked(MetadataField field, Object value) {
    if (field.use() == MetadataField.Use.READ_ONLY) {
      add(field.name(), "read-only", "is set by the vendor");
      return value;
    }
    if (!creating && !field.use().isChangeable()) {
      add(
          field.name(),
          "fixed",
          "is fixed at creation; to change it, register a new app and move its users");
      return value;
    }
    return switch (field.type()) {
      case TEXT -> text(field, value);
      case INTEGER -> integer(field, value);
      case BOOLEAN -> truth(field, value);
      case TEXT_LIST -> texts(field, value);
    };
  }

  private Object text(MetadataField field, Object value) {
    if (value instanceof List) {
      add(field.name(), "wrong-type", "takes one value");
      return value;
    }
    String text = value.toString();
    checkText(field, field.name(), text);
    return text;
  }

  private Object texts(MetadataField field, Object value) {
    List<String> texts =
        value instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of(value.toString());
    if (!field.entries().contains(texts.size())) {
      add(
          field.name(),
          texts.isEmpty() ? "empty" : "wrong-count",
          "takes " + range(field.entries(), "entries") + ", " + texts.size() + " were given");
    }
    for (int i = 0; i < texts.size(); i++) {
      checkText(field, field.name() + "[" + i + "]", texts.get(i));
    }
    return texts;
  }

  private Object integer(MetadataField field, Object value) {
    long number;
    try {
      number = value instanceof Long given ? given : Long.parseLong(value.toString());
    } catch (NumberFormatException e) {
      add(field.name(), "wrong-type", "takes a whole number");
      return value;
    }
    if (!field.bounds().contains(number)) {
      add(
          field.name(),
          "out-of-range",
          "takes " + range(field.bounds(), "") + ", " + number + " was given");
    }
    return number;
  }

  private Object truth(MetadataField field, Object value) {
    String text = value.toString().toLowerCase(Locale.ROOT);
    if (!TRUTH_VALUES.contains(text)) {
      add(field.name(), "wrong-type", "takes true or false");
      return value;
    }
    return Boolean.valueOf(text);
  }

  private void checkText(MetadataField field, String name, String text) {
    if (text.isBlank()) {
      add(name, "empty", "cannot be empty");
      return;
    }
    if (text.codePoints().anyMatch(MetadataCheck::isUnprintable)) {
      add(
          name,
          "control-character",
          "cannot hold control characters, marks that turn the direction of text, or broken"
              + " Unicode");
    }
    int length = field.unit().length(text);
    if (!field.bounds().contains(length)) {
      add(
          name,
          length > field.bounds().max() ? "too-long" : "too-short",
          "takes " + range(field.bounds(), field.unit().word()) + ", " + length + " were given");
    }
    if (!field.allowed().isEmpty() && !field.allowed().contains(text)) {
      add(
          name,
          "not-allowed",
          "takes one of "
              + String.join(", ", field.allowed())
              + NearestName.hint(text, field.allowed()));
    }
  }

  private void unknown(String name) {
    List<String> settable =
        capabilities.metadata().stream()
            .filter(field -> field.use() != MetadataField.Use.READ_ONLY)
            .map(MetadataField::name)
            .toList();
    Optional<String> nearest = NearestName.of(name, settable);
    add(
        name,
        "unsupported",
        "is not a field this provider can honour"
            + nearest.map(n -> "; did you mean " + n + "?").orElse("")
            + "; it takes "
            + String.join(", ", settable));
  }

  /**
   * Other format characters are parts of words and of emoji. Those that embed, override or isolate
   * a direction (UAX 9) make a name look like another one.
   */
  private static boolean isUnprintable(int codePoint) {
    int type = Character.getType(codePoint);
    return Character.isISOControl(codePoint)
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || (codePoint >= 0x202a && codePoint <= 0x202e)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }

  private static String range(MetadataField.Bounds bounds, String unit) {
    String range =
        bounds.max() == Long.MAX_VALUE
            ? "at least " + bounds.min()
            : bounds.min() + " to " + bounds.max();
    return unit.isEmpty() ? range : range + " " + unit;
  }

  private void add(String field, String code, String message) {
    violations.add(new Violation(field, code, field + " " + message));
  }
}
