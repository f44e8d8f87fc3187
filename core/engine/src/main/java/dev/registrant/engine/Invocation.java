package dev.registrant.engine;

import dev.registrant.spi.Answer;
import dev.registrant.spi.Call;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Operation;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One call of the API on its way through the pipeline.
 *
 * @param account where
 * @param operation what
 * @param metadata what was given, empty if the operation takes none; typed once the call is past
 *     validation
 * @param deadline by when it has ended
 * @param requests how many HTTP requests were sent for it so far
 * @param recipe the steps at the provider that make it up
 */
record Invocation<T>(
    OpenAccount account,
    Operation operation,
    ClientMetadata metadata,
    Deadline deadline,
    AtomicInteger requests,
    Recipe<T> recipe) {

  Invocation<T> withMetadata(ClientMetadata checked) {
    return new Invocation<>(account, operation, checked, deadline, requests, recipe);
  }

  /** How the steps of a call follow each other. */
  interface Recipe<T> {
    /**
     * Runs the steps.
     *
     * @param metadata the checked metadata, empty if the operation takes none
     * @param steps runs one step, with all that surrounds it
     */
    T run(ClientMetadata metadata, Steps steps);
  }

  /** Runs the steps of a recipe. */
  interface Steps {
    <R> R run(Step<R> step);
  }

  /**
   * One call of the SPI, which may be repeated.
   *
   * @param operation what it does at the provider; may differ from what the call does
   * @param request calls the provider
   * @param keep saves what the answer brought before anything else is done with it
   */
  record Step<R>(
      Operation operation, Function<Call, Answer<R>> request, Consumer<Answer<R>> keep) {}
}
