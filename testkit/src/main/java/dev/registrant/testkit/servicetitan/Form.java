package dev.registrant.testkit.servicetitan;

import dev.registrant.testkit.vendor.AdminRefusal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the members of an admin request and collects everything that is wrong with them. */
final class Form {

  private final Map<String, Object> fields;
  private final List<String> problems = new ArrayList<>();

  Form(Map<String, Object> fields) {
    this.fields = fields;
  }

  void only(Set<String> known) {
    unknown(known).forEach(name -> problem("unknown member " + name + ", known: " + known));
  }

  Set<String> unknown(Set<String> known) {
    Set<String> others = new TreeSet<>(fields.keySet());
    others.removeAll(known);
    return others;
  }

  /** Reads a text or a number; empty when it is not there. */
  Optional<String> optional(String name) {
    Object value = fields.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String || value instanceof Number) {
      return Optional.of(value.toString());
    }
    problem(name + " must be a text");
    return Optional.empty();
  }

  String required(String name, String meaning) {
    Optional<String> value = optional(name).filter(text -> !text.isEmpty());
    if (value.isEmpty()) {
      problem(name + " is missing: " + meaning);
    }
    return value.orElse("");
  }

  String choice(String name, String usual, Set<String> words) {
    String value = optional(name).orElse(usual);
    if (!words.contains(value)) {
      problem(name + " cannot be " + value + ", known: " + new TreeSet<>(words));
    }
    return value;
  }

  /** Reads a list, or a text with commas or white space between the items. */
  Set<String> items(String name) {
    Object value = fields.get(name);
    Set<String> items = new LinkedHashSet<>();
    if (value instanceof List<?> list) {
      list.forEach(item -> items.add(String.valueOf(item).strip()));
    } else {
      for (String item : optional(name).orElse("").split("[,\\s]+")) {
        items.add(item);
      }
    }
    items.remove("");
    return items;
  }

  Set<String> requiredItems(String name, String meaning) {
    Set<String> items = items(name);
    if (items.isEmpty()) {
      problem(name + " is missing: " + meaning);
    }
    return items;
  }

  boolean has(String name) {
    return fields.get(name) != null;
  }

  /** Reads a text for all keys, or an object with a text for some. */
  String of(String name, String key) {
    Object value = fields.get(name);
    if (value instanceof Map<?, ?> texts) {
      Object text = texts.get(key);
      return text == null ? "" : text.toString();
    }
    return optional(name).orElse("");
  }

  void problem(String text) {
    problems.add(text);
  }

  /** Refuses when anything was wrong so far. */
  void check() {
    if (!problems.isEmpty()) {
      throw new AdminRefusal(problems);
    }
  }
}
