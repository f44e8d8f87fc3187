package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says is so. */
class ReadmeTest {
  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TABLE =
      Pattern.compile(
          "<!-- providers: [^\n]*-->\n\n(.*?)\n<!-- end of providers -->", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void theSnippetCompiles() throws IOException {
    String snippet = found(SNIPPET);
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    var source =
        new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return snippet;
          }
        };

    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null,
                null,
                problems,
                List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path")),
                null,
                List.of(source))
            .call();

    assertTrue(compiled, problems.getDiagnostics()::toString);
    assertTrue(Files.exists(folder.resolve("Example.class")));
  }

  @Test
  void theProviderTableIsWhatTheMetadataSays() throws IOException {
    assertEquals(
        new Cli().run("providers", "--markdown").ends(0).out().strip(), found(TABLE).strip());
  }

  private static String found(Pattern pattern) throws IOException {
    Matcher matcher = pattern.matcher(Files.readString(Path.of("..", "README.md")));
    assertTrue(matcher.find(), "the README has it");
    return matcher.group(1);
  }
}
