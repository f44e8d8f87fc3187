package dev.registrant.testkit.contract;

import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.MetadataField;
import dev.registrant.spi.MetadataField.Type;
import dev.registrant.spi.MetadataField.Use;
import dev.registrant.spi.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Metadata that breaks exactly what a provider declares, one case for each way to break it. */
final class BoundCases {
  /** No test sends texts longer than this. */
  private static final long LONGEST = 1_000_000;

  private static final String FOUR_BYTES = "\uD83D\uDE00";
  private static final Set<Use> CHANGEABLE = Set.of(Use.REQUIRED, Use.OPTIONAL);
  private static final Set<Use> REQUIRED = Set.of(Use.REQUIRED, Use.REQUIRED_AT_CREATION);

  private final Capabilities capabilities;
  private final ClientMetadata valid;
  private final List<Case> cases = new ArrayList<>();

  private BoundCases(Capabilities capabilities, ClientMetadata valid) {
    this.capabilities = capabilities;
    this.valid = valid;
  }

  /**
   * Something that is to be refused.
   *
   * @param label tells it from the others
   * @param field the field that is broken
   * @param operation create or update
   * @param metadata what is given
   * @param code the code of the violation that is due
   */
  record Case(
      String label, String field, Operation operation, ClientMetadata metadata, String code) {}

  /**
   * Returns all cases.
   *
   * @param valid what the vendor would take for a new app
   */
  static List<Case> of(Capabilities capabilities, ClientMetadata valid) {
    BoundCases bounds = new BoundCases(capabilities, valid);
    capabilities.metadata().forEach(bounds::field);
    bounds.add("no_such_field", "is unknown", "x", "unsupported", Operation.APPS_CREATE);
    bounds.add("no_such_field", "is unknown", "x", "unsupported", Operation.APPS_UPDATE);
    return bounds.cases;
  }

  private void field(MetadataField field) {
    String name = field.name();
    if (field.use() == Use.READ_ONLY) {
      add(name, "is read-only", sample(field), "read-only", Operation.APPS_CREATE);
      add(name, "is read-only", sample(field), "read-only", Operation.APPS_UPDATE);
      return;
    }
    if (REQUIRED.contains(field.use())) {
      cases.add(
          new Case(
              name + " is missing",
              name,
              Operation.APPS_CREATE,
              valid.toBuilder().remove(name).build(),
              "required"));
    }
    values(field, Operation.APPS_CREATE);
    if (CHANGEABLE.contains(field.use())) {
      values(field, Operation.APPS_UPDATE);
    } else {
      add(name, "is fixed", sample(field), "fixed", Operation.APPS_UPDATE);
    }
  }

  private void values(MetadataField field, Operation operation) {
    String name = field.name();
    switch (field.type()) {
      case BOOLEAN -> add(name, "is no truth value", "perhaps", "wrong-type", operation);
      case INTEGER -> {
        add(name, "is no number", "many", "wrong-type", operation);
        if (field.bounds().min() > Long.MIN_VALUE) {
          add(name, "is too low", field.bounds().min() - 1, "out-of-range", operation);
        }
        if (field.bounds().max() < Long.MAX_VALUE) {
          add(name, "is too high", field.bounds().max() + 1, "out-of-range", operation);
        }
      }
      case TEXT -> {
        add(name, "is a list", List.of("one", "two"), "wrong-type", operation);
        texts(field).forEach((how, text) -> add(name, how, text.value(), text.code(), operation));
      }
      case TEXT_LIST -> {
        texts(field)
            .forEach((how, text) -> add(name, how, List.of(text.value()), text.code(), operation));
        if (field.entries().min() > 0) {
          add(name, "has no entry", List.of(), "empty", operation);
        }
        if (field.entries().max() < LONGEST) {
          int count = Math.toIntExact(field.entries().max() + 1);
          List<String> tooMany = Collections.nCopies(count, "https://example.com/");
          add(name, "has too many entries", tooMany, "wrong-count", operation);
        }
      }
    }
  }

  private record Text(String value, String code) {}

  private static Map<String, Text> texts(MetadataField field) {
    Map<String, Text> texts = new TreeMap<>();
    texts.put("is empty", new Text("", "empty"));
    texts.put("is blank", new Text(" \t", "empty"));
    texts.put("holds NUL", new Text("a\u0000b", "control-character"));
    texts.put("holds a line break", new Text("a\nb", "control-character"));
    texts.put("holds an escape", new Text("a\u001b[31mb", "control-character"));
    texts.put("holds a line separator", new Text("a\u2028b", "control-character"));
    texts.put("holds half a character", new Text("a\uD83Db", "control-character"));
    if (!field.allowed().isEmpty()) {
      texts.put("is another value", new Text("no-such-value", "not-allowed"));
    }
    long max = field.bounds().max();
    if (max < LONGEST) {
      String letters = "a".repeat(Math.toIntExact(max + 1));
      texts.put("is too long", new Text(letters, "too-long"));
      int each = field.unit().length(FOUR_BYTES);
      String wide = FOUR_BYTES.repeat(Math.toIntExact(max / each + 1));
      texts.put("is too long in wide characters", new Text(wide, "too-long"));
    }
    if (field.bounds().min() > 1) {
      String letters = "a".repeat(Math.toIntExact(field.bounds().min() - 1));
      texts.put("is too short", new Text(letters, "too-short"));
    }
    return texts;
  }

  private static Object sample(MetadataField field) {
    if (!field.allowed().isEmpty()) {
      String value = field.allowed().get(0);
      return field.type() == Type.TEXT_LIST ? List.of(value) : value;
    }
    return switch (field.type()) {
      case TEXT -> "sample";
      case INTEGER -> field.bounds().min();
      case BOOLEAN -> true;
      case TEXT_LIST -> List.of("sample");
    };
  }

  private void add(String field, String how, Object value, String code, Operation operation) {
    if (!capabilities.supports(operation)) {
      return;
    }
    ClientMetadata.Builder metadata =
        operation == Operation.APPS_CREATE ? valid.toBuilder() : ClientMetadata.builder();
    cases.add(
        new Case(
            operation + ": " + field + " " + how,
            field,
            operation,
            metadata.set(field, value).build(),
            code));
  }
}
