package dev.registrant.testkit.servicetitan;

import java.util.Arrays;
import java.util.Optional;

/** Client ids, secrets and access tokens belong to one of these; app keys to neither. */
enum Environment {
  INTEGRATION("integration", "-integration"),
  PRODUCTION("production", "");

  private final String word;
  private final String suffix;

  Environment(String word, String suffix) {
    this.word = word;
    this.suffix = suffix;
  }

  String word() {
    return word;
  }

  /** The first path segment of the token endpoint. */
  String auth() {
    return "auth" + suffix;
  }

  /** The first path segment of the tenant APIs. */
  String api() {
    return "api" + suffix;
  }

  /** Knows the word and the number that the portal used in 2021. */
  static Optional<Environment> named(String text) {
    return Arrays.stream(values())
        .filter(one -> one.word.equals(text) || Integer.toString(one.ordinal()).equals(text))
        .findFirst();
  }
}
