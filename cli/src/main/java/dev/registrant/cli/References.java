package dev.registrant.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${env:NAME}} and <code>${file:PATH}</code> in values of a configuration. */
final class References {
  /** A reference that leads nowhere. Its message holds no value. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1L;

    Missing(String message) {
      super(message);
    }
  }

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]*)(:?)([^}]*)}");

  private final Map<String, String> env;
  private final Path folder;

  /**
   * Makes the resolver.
   *
   * @param folder where relative paths start
   */
  References(Map<String, String> env, Path folder) {
    this.env = Map.copyOf(env);
    this.folder = folder;
  }

  static boolean in(String value) {
    return value.contains("${");
  }

  /**
   * Returns the value with each reference replaced by what it leads to now.
   *
   * @throws Missing if one leads nowhere
   */
  String resolve(String value) throws Missing {
    StringBuilder resolved = new StringBuilder();
    Matcher matcher = REFERENCE.matcher(value);
    while (matcher.find()) {
      matcher.appendReplacement(
          resolved,
          Matcher.quoteReplacement(
              switch (matcher.group(1) + matcher.group(2)) {
                case "env:" -> variable(matcher.group(3));
                case "file:" -> content(matcher.group(3));
                default -> throw new Missing("takes ${env:NAME} or ${file:PATH} as a reference");
              }));
    }
    return matcher.appendTail(resolved).toString();
  }

  private String variable(String name) throws Missing {
    return Optional.ofNullable(env.get(name))
        .orElseThrow(() -> new Missing("refers to the environment variable " + name + ", not set"));
  }

  private String content(String name) throws Missing {
    try {
      return Files.readString(folder.resolve(name)).replaceFirst("\\R\\z", "");
    } catch (CharacterCodingException e) {
      throw new Missing("refers to the file " + name + ", which is not UTF-8 text");
    } catch (IOException | InvalidPathException e) {
      throw new Missing("refers to the file " + name + ", which cannot be read");
    }
  }
}
