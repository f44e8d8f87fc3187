package dev.registrant.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Looks for secrets where none may be. */
final class SecretSearch {
  private static final List<String> SUFFIXES = List.of("", "-wal", "-shm", "-journal", ".epoch");

  private final Set<String> forms = new LinkedHashSet<>();

  /** Adds a secret to be looked for, as it is and in base64. */
  void add(String secret) {
    if (!secret.isEmpty()) {
      forms.add(secret);
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    }
  }

  /** Returns how many forms are looked for. */
  int size() {
    return forms.size();
  }

  List<String> in(String place, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<String> misses = new ArrayList<>();
    for (String form : forms) {
      String searched =
          new String(form.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      if (text.contains(searched)) {
        misses.add("a secret of " + form.length() + " characters stands in clear in " + place);
      }
    }
    return misses;
  }

  List<String> inFilesOf(Path database) throws IOException {
    List<String> misses = new ArrayList<>();
    for (String suffix : SUFFIXES) {
      Path file = Path.of(database + suffix);
      if (Files.exists(file)) {
        misses.addAll(in("the file " + file.getFileName(), Files.readAllBytes(file)));
      }
    }
    return misses;
  }
}
