package dev.registrant.cli;

import dev.registrant.spi.Capabilities;
import dev.registrant.spi.MetadataField;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A provider's metadata as JSON. */
final class ProviderView {
  private ProviderView() {}

  static Map<String, Object> json(RegistrationProvider provider) {
    Capabilities capabilities = provider.capabilities();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", provider.id());
    json.put("capabilities", words(capabilities));
    Map<String, Object> repeatability = new LinkedHashMap<>();
    capabilities
        .operations()
        .forEach((operation, how) -> repeatability.put(operation.word(), word(how)));
    json.put("repeatability", repeatability);
    Map<String, Object> limits = new LinkedHashMap<>();
    for (MetadataField field : capabilities.metadata()) {
      Map<String, Object> limit = limit(field);
      if (!limit.isEmpty()) {
        limits.put(field.name(), limit);
      }
    }
    json.put("limits", limits);
    json.put(
        "settings", provider.configuration().settings().stream().map(ProviderView::json).toList());
    json.put("metadata", capabilities.metadata().stream().map(ProviderView::json).toList());
    json.put("retired", capabilities.retired().stream().map(ProviderView::json).toList());
    return json;
  }

  static List<String> words(Capabilities capabilities) {
    return capabilities.operations().keySet().stream().map(Operation::word).toList();
  }

  /** Returns how people say the limits of a field, empty if it has none. */
  static String sentence(MetadataField field) {
    List<String> parts = new ArrayList<>();
    if (isBound(field.entries())) {
      parts.add(range(field.entries(), " entries"));
    }
    if (isBound(field.bounds())) {
      parts.add(range(field.bounds(), isText(field) ? " " + field.unit().word() : ""));
    }
    if (!field.allowed().isEmpty()) {
      parts.add(String.join(" or ", field.allowed()));
    }
    return String.join(", ", parts);
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Map<String, Object> limit(MetadataField field) {
    Map<String, Object> limit = new LinkedHashMap<>();
    if (isBound(field.bounds())) {
      limit.putAll(json(field.bounds()));
      if (isText(field)) {
        limit.put("unit", field.unit().word());
      }
    }
    if (isBound(field.entries())) {
      limit.put("entries", json(field.entries()));
    }
    if (!field.allowed().isEmpty()) {
      limit.put("values", field.allowed());
    }
    return limit;
  }

  private static Map<String, Object> json(MetadataField.Bounds bounds) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("min", bounds.min());
    if (!isOpen(bounds)) {
      json.put("max", bounds.max());
    }
    return json;
  }

  private static Map<String, Object> json(MetadataField field) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", field.name());
    json.put("type", word(field.type()));
    json.put("use", word(field.use()));
    json.put("description", field.description());
    return json;
  }

  private static Map<String, Object> json(Setting setting) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", setting.name());
    json.put("type", word(setting.type()));
    json.put("required", setting.required());
    setting.defaultValue().ifPresent(value -> json.put("default", value));
    if (!setting.allowed().isEmpty()) {
      json.put("values", setting.allowed());
    }
    json.put("description", setting.description());
    return json;
  }

  private static Map<String, Object> json(Capabilities.Retired retired) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", retired.name());
    json.put("reason", retired.reason());
    json.put("successor", retired.successor());
    return json;
  }

  private static boolean isBound(MetadataField.Bounds bounds) {
    return !bounds.equals(MetadataField.Bounds.ANY);
  }

  private static boolean isText(MetadataField field) {
    return field.type() == MetadataField.Type.TEXT || field.type() == MetadataField.Type.TEXT_LIST;
  }

  private static String range(MetadataField.Bounds bounds, String unit) {
    if (isOpen(bounds)) {
      return bounds.min() == 1 ? "not empty" : "at least " + bounds.min() + unit;
    }
    return bounds.min() + " to " + bounds.max() + unit;
  }

  /** No vendor means such a number. */
  private static boolean isOpen(MetadataField.Bounds bounds) {
    return bounds.max() >= Integer.MAX_VALUE;
  }
}
