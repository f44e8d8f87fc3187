package dev.registrant.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.spi.Secret;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NoSecretLeaksTest {
  private static final String SECRET = "s3cret +value";

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final NoSecretLeaks leaks = new NoSecretLeaks();

  @BeforeEach
  void silence() {
    System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
  }

  static Stream<Runnable> leaks() {
    return Stream.of(
        () -> System.out.println("token " + SECRET),
        () -> System.err.print(SECRET),
        () -> System.out.println("token=s3cret+%2Bvalue"),
        () -> Logger.getLogger("some").log(Level.FINEST, "token {0}", SECRET),
        () -> Logger.getLogger("some").log(Level.INFO, "failed", new Exception(SECRET)));
  }

  @ParameterizedTest
  @MethodSource("leaks")
  void secretInOutputOrLogFailsTheTestWithoutShowingIt(Runnable leak) {
    leaks.beforeEach(null);
    leak.run();
    leaks.watch(Secret.of(SECRET));
    var failure = assertThrows(AssertionError.class, () -> leaks.afterEach(null));
    assertFalse(failure.getMessage().contains(SECRET), failure.getMessage());
  }

  @Test
  void secretInAnExceptionItsCauseOrWhatItSuppressedFailsTheTest() {
    leaks.watch(Secret.of(SECRET));
    Throwable suppressing = new Exception("a");
    suppressing.addSuppressed(new Exception(SECRET));
    for (Throwable leak :
        new Throwable[] {
          new Exception(SECRET), new Exception("a", new Exception(SECRET)), suppressing
        }) {
      assertThrows(AssertionError.class, () -> leaks.handleTestExecutionException(null, leak));
    }
  }

  @Test
  void exceptionWithoutASecretIsPassedOn() {
    leaks.watch(Secret.of(SECRET));
    Exception harmless = new Exception("harmless");
    assertSame(
        harmless,
        assertThrows(Exception.class, () -> leaks.handleTestExecutionException(null, harmless)));
  }

  @Test
  void streamsAndLogAreAsBeforeAfterwards() {
    PrintStream before = System.out;
    Level level = Logger.getLogger("").getLevel();
    int handlers = Logger.getLogger("").getHandlers().length;
    leaks.beforeEach(null);
    System.out.println("harmless");
    leaks.watch(Secret.of(SECRET));
    assertDoesNotThrow(() -> leaks.afterEach(null));
    assertSame(before, System.out);
    assertSame(level, Logger.getLogger("").getLevel());
    assertSame(handlers, Logger.getLogger("").getHandlers().length);
  }
}
