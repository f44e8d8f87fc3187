package dev.registrant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RegistrationProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderCatalogTest {
  @TempDir private Path folder;

  @Test
  void brokenProviderHidesNoOtherAndIsTold() throws Exception {
    ProviderCatalog catalog =
        discover(
            "no.such.Provider",
            NamedProvider.Broken.class.getName(),
            ProviderCatalogTest.class.getName(),
            NamedProvider.Nameless.class.getName(),
            NamedProvider.Good.class.getName());
    assertEquals(List.of("good"), ids(catalog));
    assertEquals(4, catalog.problems().size(), catalog.problems().toString());
    assertTrue(catalog.problems().stream().anyMatch(p -> p.contains("no.such.Provider")));
    assertFalse(catalog.problems().toString().contains("s3cret"), catalog.problems().toString());
  }

  @Test
  void brokenProviderHidesNoOtherWhateverItThrows() throws Exception {
    List<Class<?>> broken =
        List.of(
            NamedProvider.Unmakeable.class,
            NamedProvider.Asserting.class,
            NamedProvider.Recursive.class,
            NamedProvider.Incapable.class,
            NamedProvider.Steering.class);
    ProviderCatalog catalog =
        discover(
            Stream.concat(broken.stream(), Stream.of(NamedProvider.Good.class))
                .map(Class::getName)
                .toArray(String[]::new));
    assertEquals(List.of("good"), ids(catalog));
    assertEquals(broken.size(), catalog.problems().size(), catalog.problems().toString());
    for (Class<?> one : broken) {
      assertEquals(
          1,
          catalog.problems().stream().filter(p -> p.contains(one.getName())).count(),
          one::getName);
    }
    assertFalse(catalog.problems().toString().contains("s3cret"), catalog.problems().toString());
    assertFalse(catalog.problems().toString().contains("\u001b"), catalog.problems().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Snyk", "my provider", "a/b", "a\n", "ä", "a_b"})
  void idOfAnotherFormIsRefusedAndNotRepeated(String id) {
    ProviderCatalog catalog = ProviderCatalog.of(List.of(new NamedProvider(id)));
    assertEquals(List.of(), catalog.providers());
    assertEquals(
        List.of(
            NamedProvider.class.getName()
                + " has an id that is not made of lower-case letters, digits and -"),
        catalog.problems());
  }

  @Test
  void unreadableServiceFileHidesNoOther() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    write(other, "this is: no class name");
    write(folder, NamedProvider.Good.class.getName());
    try (var loader = new URLClassLoader(urls(other, folder), getClass().getClassLoader())) {
      ProviderCatalog catalog = ProviderCatalog.discover(loader);
      assertEquals(List.of("good"), ids(catalog));
      assertEquals(1, catalog.problems().size());
    }
  }

  @Test
  void twoProvidersOfOneIdAreRefusedAndBothNamed() {
    var error =
        assertThrows(
            RegistrationException.InvalidRequest.class,
            () -> discover(NamedProvider.Good.class.getName(), NamedProvider.Twin.class.getName()));
    assertTrue(error.getMessage().contains(NamedProvider.Good.class.getName()), error.getMessage());
    assertTrue(error.getMessage().contains(NamedProvider.Twin.class.getName()), error.getMessage());
  }

  @Test
  void furtherProviderOfATakenIdIsRefused() {
    ProviderCatalog catalog = ProviderCatalog.of(List.of(new NamedProvider("one")));
    assertEquals(List.of("one", "two"), ids(catalog.with(List.of(new NamedProvider("two")))));
    assertThrows(
        RegistrationException.InvalidRequest.class,
        () -> catalog.with(List.of(new NamedProvider("one"))));
  }

  @Test
  void unknownIdListsThoseFoundAndThoseNotLoadable() throws Exception {
    ProviderCatalog catalog = discover("no.such.Provider", NamedProvider.Good.class.getName());
    var error =
        assertThrows(RegistrationException.InvalidRequest.class, () -> catalog.provider("goood"));
    assertTrue(error.getMessage().contains("found are good"), error.getMessage());
    assertTrue(error.getMessage().contains("no.such.Provider"), error.getMessage());
    assertEquals("unknown-provider", error.details().violations().get(0).code());
  }

  @Test
  void emptyCatalogSaysSo() {
    var error =
        assertThrows(
            RegistrationException.InvalidRequest.class,
            () -> ProviderCatalog.of(List.of()).provider("snyk"));
    assertTrue(error.getMessage().contains("found are none"), error.getMessage());
  }

  private ProviderCatalog discover(String... classes) throws IOException {
    write(folder, String.join("\n", classes));
    try (var loader = new URLClassLoader(urls(folder), getClass().getClassLoader())) {
      return ProviderCatalog.discover(loader);
    }
  }

  private static void write(Path folder, String services) throws IOException {
    Path file = folder.resolve("META-INF/services/" + RegistrationProvider.class.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, services);
  }

  private static URL[] urls(Path... folders) throws IOException {
    URL[] urls = new URL[folders.length];
    for (int i = 0; i < folders.length; i++) {
      urls[i] = folders[i].toUri().toURL();
    }
    return urls;
  }

  private static List<String> ids(ProviderCatalog catalog) {
    return catalog.providers().stream().map(RegistrationProvider::id).toList();
  }
}
