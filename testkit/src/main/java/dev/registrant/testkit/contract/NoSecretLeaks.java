package dev.registrant.testkit.contract;

import dev.registrant.spi.Secret;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Fails a test in which a watched secret reached standard output, standard error, {@code
 * java.util.logging} at any level, or the exception that ended the test. To be registered as a
 * field:
 *
 * <pre>{@code
 * @RegisterExtension final NoSecretLeaks leaks = new NoSecretLeaks();
 * }</pre>
 *
 * <p>A log that goes to standard error is seen as far as its level lets it out: set the level to
 * the finest in tests. Standard output and error belong to the whole process, so tests that use
 * this do not run in parallel.
 */
public final class NoSecretLeaks
    implements BeforeEachCallback, AfterEachCallback, TestExecutionExceptionHandler {
  private final Set<String> secrets = ConcurrentHashMap.newKeySet();
  private final Queue<AutoCloseable> open = new ConcurrentLinkedQueue<>();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  /** Makes an extension that watches nothing yet. */
  public NoSecretLeaks() {}

  /** Watches a secret from now on; what was written before in the same test counts too. */
  public void watch(Secret secret) {
    secrets.add(secret.reveal());
    secrets.add(URLEncoder.encode(secret.reveal(), StandardCharsets.UTF_8));
  }

  /**
   * Fails if a watched secret is in what is shown of a value.
   *
   * @param what names the value in the failure
   */
  public void requireClean(String what, Object value) {
    // The failure does not show the text: it would be the next leak.
    Assertions.assertFalse(holdsSecret(String.valueOf(value)), "a secret is shown by " + what);
  }

  /** Fails if a watched secret is in the message of an exception or of anything it carries. */
  public void requireClean(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    requireClean(error.getClass().getName(), text);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    System.setOut(copying(out));
    System.setErr(copying(err));
    open.add(() -> System.setOut(out));
    open.add(() -> System.setErr(err));

    Logger root = Logger.getLogger("");
    Level level = root.getLevel();
    Handler handler = new Copying();
    root.addHandler(handler);
    root.setLevel(Level.ALL);
    open.add(() -> root.setLevel(level));
    open.add(() -> root.removeHandler(handler));
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    for (AutoCloseable closing : List.copyOf(open)) {
      closing.close();
    }
    open.clear();
    String written = output.toString(StandardCharsets.UTF_8);
    output.reset();
    requireClean("the output or a log", written);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable error)
      throws Throwable {
    requireClean(error);
    throw error;
  }

  private boolean holdsSecret(String text) {
    return secrets.stream().anyMatch(text::contains);
  }

  private PrintStream copying(PrintStream original) {
    OutputStream both =
        new OutputStream() {
          @Override
          public void write(int b) {
            output.write(b);
            original.write(b);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            output.write(bytes, offset, length);
            original.write(bytes, offset, length);
          }

          @Override
          public void flush() {
            original.flush();
          }
        };
    return new PrintStream(both, true, StandardCharsets.UTF_8);
  }

  private final class Copying extends Handler {
    private Copying() {
      setFormatter(new SimpleFormatter());
    }

    @Override
    public void publish(LogRecord record) {
      output.writeBytes(getFormatter().format(record).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
