package dev.registrant.benchmarks;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The class paths of child processes. */
final class ClassPath {
  /** What the JSON and HTTP of both cold clients are made of. */
  private static final List<String> FEIGN =
      List.of(
          "registrant-benchmarks-",
          "feign-core-",
          "feign-hc5-",
          "feign-jackson3-",
          "httpclient5-",
          "httpcore5-",
          "jackson-annotations-",
          "jackson-core-",
          "jackson-databind-",
          "jspecify-",
          "slf4j-api-",
          "slf4j-simple-");

  private static final List<String> REGISTRANT =
      List.of(
          "registrant-benchmarks-",
          "registrant-core-",
          "registrant-http-",
          "registrant-provider-servicetitan-",
          "registrant-provider-snyk-",
          "registrant-provider-zitadel-",
          "registrant-spi-",
          "caffeine-",
          "feign-core-",
          "feign-jackson3-",
          "httpclient5-",
          "httpcore5-",
          "jackson-annotations-",
          "jackson-core-",
          "jackson-databind-",
          "jspecify-",
          "resilience4j-",
          "slf4j-api-",
          "slf4j-simple-");

  private ClassPath() {}

  /** That of this process. */
  static String all() {
    return System.getProperty("java.class.path");
  }

  /** What a host needs that has a Feign client of its own. */
  static String feign() {
    return of(FEIGN);
  }

  /** What a host needs that has Registrant with three providers. */
  static String registrant() {
    return of(REGISTRANT);
  }

  private static String of(List<String> prefixes) {
    List<String> chosen = new ArrayList<>();
    for (String prefix : prefixes) {
      List<String> found =
          List.of(all().split(File.pathSeparator)).stream()
              .filter(entry -> Path.of(entry).getFileName().toString().startsWith(prefix))
              .toList();
      if (found.isEmpty()) {
        throw new IllegalStateException("there is no " + prefix + " on the class path");
      }
      chosen.addAll(found);
    }
    return String.join(File.pathSeparator, chosen);
  }
}
