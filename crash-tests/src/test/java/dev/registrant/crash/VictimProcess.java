package dev.registrant.crash;

import dev.registrant.crash.Steps.Step;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A victim as its killer sees it. */
final class VictimProcess {
  /** What the JVM tells of a process that SIGKILL ended. */
  static final int KILLED = 128 + 9;

  /** Spreads the kills that come while something is under way, each in microseconds. */
  private static final int[] COMMIT_DELAYS = {0, 400, 900, 1_500, 2_500};

  private static final int[] OPEN_DELAYS = {0, 20_000, 50_000, 90_000, 140_000, 200_000};
  private static final long HUNG_SECONDS = 60;

  /**
   * How a victim ended.
   *
   * @param exit its exit code
   * @param end how it ended by itself, empty if it did not
   * @param steps what it came past
   * @param cameToStep whether it came to the step at which it was to die
   * @param output everything it said
   */
  record Death(
      int exit, Optional<String> end, List<Step> steps, boolean cameToStep, byte[] output) {}

  private final Process process;
  private final Steps steps;
  private final int delay;
  private final StringBuilder said = new StringBuilder();
  private Optional<String> end = Optional.empty();

  private VictimProcess(Process process, Steps steps, int delay) {
    this.process = process;
    this.steps = steps;
    this.delay = delay;
  }

  /**
   * Lets a victim live until it comes to its last step.
   *
   * @param errors where its standard error goes
   * @param delay chooses how long after the beginning of a step it is killed during that
   */
  static Death run(
      ProcessBuilder builder, Order order, Steps steps, Relay relay, Path errors, int delay)
      throws IOException, InterruptedException {
    Process process = builder.redirectError(errors.toFile()).start();
    CompletableFuture<Void> hanging =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(HUNG_SECONDS, TimeUnit.SECONDS));
    relay.watch(
        step -> {
          boolean last = steps.isLast(step);
          if (last) {
            process.destroyForcibly();
          }
          return last;
        });
    VictimProcess victim = new VictimProcess(process, steps, delay);
    victim.converse(order);
    int exit = process.waitFor();
    hanging.cancel(false);
    relay.watch(step -> false);
    String output = victim.said + Files.readString(errors, StandardCharsets.UTF_8);
    return new Death(
        exit, victim.end, steps.passed(), steps.isOver(), output.getBytes(StandardCharsets.UTF_8));
  }

  private void converse(Order order) throws InterruptedException {
    try (OutputStream in = process.getOutputStream();
        BufferedReader out =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      answer(in, order.line());
      String line;
      while ((line = out.readLine()) != null) {
        said.append(line).append('\n');
        if (line.startsWith(Conversation.UNDER_WAY)) {
          String step = line.substring(Conversation.UNDER_WAY.length());
          if (steps.isLast(step)) {
            strike(step.equals("during open") ? OPEN_DELAYS : COMMIT_DELAYS);
          }
        } else if (line.startsWith(Conversation.WAITING)) {
          if (steps.isLast(line.substring(Conversation.WAITING.length()))) {
            process.destroyForcibly();
          } else {
            answer(in, "");
          }
        } else if (line.startsWith(Conversation.ENDED)) {
          end = Optional.of(line.substring(Conversation.ENDED.length()));
        }
      }
    } catch (IOException e) {
      // It died while it was spoken to.
    }
  }

  private void strike(int[] delays) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(
        Duration.ofMillis(1).toNanos() * delays[delay % delays.length] / 1000);
    process.destroyForcibly();
  }

  private static void answer(OutputStream in, String line) throws IOException {
    in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }
}
