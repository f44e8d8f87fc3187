package dev.registrant.cli;

import dev.registrant.ProviderCatalog;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

/** The providers that come with the command and those of the {@code --provider-path}. */
final class ProviderPath implements AutoCloseable {
  private final URLClassLoader loader;
  private final ProviderCatalog catalog;
  private final List<String> problems;

  private ProviderPath(URLClassLoader loader, ProviderCatalog catalog, List<String> problems) {
    this.loader = loader;
    this.catalog = catalog;
    this.problems = problems;
  }

  /**
   * Finds the providers.
   *
   * @param entries jars, and folders of jars or classes
   * @throws RegistrationException.InvalidRequest if an entry does not exist, or two providers have
   *     one id
   */
  static ProviderPath open(List<Path> entries) {
    List<Violation> missing =
        entries.stream()
            .filter(entry -> !Files.exists(entry))
            .map(
                entry ->
                    new Violation(
                        "--provider-path", "missing", "there is no file or folder " + entry))
            .toList();
    if (!missing.isEmpty()) {
      throw new RegistrationException.InvalidRequest(missing);
    }
    List<String> problems = new ArrayList<>();
    List<URL> urls = new ArrayList<>();
    for (Path entry : entries) {
      for (Path part : parts(entry)) {
        if (isReadable(part, problems)) {
          urls.add(url(part));
        }
      }
    }
    URLClassLoader loader =
        new URLClassLoader(
            "provider-path", urls.toArray(URL[]::new), ProviderPath.class.getClassLoader());
    ProviderCatalog catalog = ProviderCatalog.discover(loader);
    problems.addAll(catalog.problems());
    return new ProviderPath(loader, catalog, List.copyOf(problems));
  }

  ProviderCatalog catalog() {
    return catalog;
  }

  /** Returns what could not be loaded, in words. */
  List<String> problems() {
    return problems;
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> parts(Path entry) {
    List<Path> parts = new ArrayList<>(List.of(entry));
    if (Files.isDirectory(entry)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(entry, "*.jar")) {
        jars.forEach(parts::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      parts.sort(null);
    }
    return parts;
  }

  /** A class loader passes over what is no jar without a word. */
  private static boolean isReadable(Path part, List<String> problems) {
    if (Files.isDirectory(part)) {
      return true;
    }
    try (JarFile jar = new JarFile(part.toFile())) {
      return jar.size() >= 0;
    } catch (IOException e) {
      problems.add(part + " is not a readable jar");
      return false;
    }
  }

  private static URL url(Path part) {
    try {
      return part.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
