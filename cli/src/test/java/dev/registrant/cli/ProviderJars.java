package dev.registrant.cli;

import dev.registrant.spi.RegistrationProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Makes jars as a third party ships them. */
final class ProviderJars {
  static final String SERVICE = "META-INF/services/" + RegistrationProvider.class.getName();

  private ProviderJars() {}

  /** A jar with the fake provider. */
  static Path fake(Path folder) throws IOException {
    Path jar = folder.resolve("fake-provider.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name :
          List.of("FakeProvider", "FakeProvider$FakeConnection", "FakeProvider$FakeApps")) {
        String path = "dev/registrant/cli/" + name + ".class";
        out.putNextEntry(new JarEntry(path));
        try (InputStream in = Cli.class.getResourceAsStream("/" + path)) {
          out.write(in.readAllBytes());
        }
      }
      out.putNextEntry(new JarEntry(SERVICE));
      out.write(FakeProvider.class.getName().getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  /** A jar that only names providers. */
  static Path naming(Path jar, String... classes) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry(SERVICE));
      out.write(String.join("\n", classes).getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }
}
