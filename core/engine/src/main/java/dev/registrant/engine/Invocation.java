package dev.registrant.engine;

import dev.registrant.spi.Answer;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Call;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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
 * @param number its number among the calls of this registrant
 * @param recipe the steps at the provider that make it up
 */
record Invocation<T>(
    OpenAccount account,
    Operation operation,
    ClientMetadata metadata,
    Deadline deadline,
    AtomicInteger requests,
    long number,
    Recipe<T> recipe) {

  Invocation<T> withMetadata(ClientMetadata checked) {
    return new Invocation<>(account, operation, checked, deadline, requests, number, recipe);
  }

  /** Its id, for logs and the audit trail. */
  String correlation() {
    return "call_" + HexFormat.of().toHexDigits(number);
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
    /** Runs a step, with all that surrounds it. */
    <R> R run(Step<R> step);

    /** By when the call has ended. */
    Deadline deadline();

    /** The id of the call, for the audit trail. */
    String correlation();
  }

  /**
   * One call of the SPI, which may be repeated.
   *
   * @param operation what it does at the provider; may differ from what the call does
   * @param app the app it is about; empty for a new one and for lists
   * @param request calls the provider
   * @param record writes down that it begins and what became of it
   */
  record Step<R>(
      Operation operation,
      Optional<AppId> app,
      Function<Call, Answer<R>> request,
      Record<R> record) {}

  /** Writes a step down. What it throws ends the call. */
  interface Record<R> {
    /** It begins. What this throws keeps the request from being sent. */
    default void begins() {}

    /** One request of it failed, and another will be sent. */
    default void repeating(RegistrationException failure) {}

    /** It brought an answer, which nobody was told of yet. */
    void brought(Answer<R> answer);

    /** It failed, for good. */
    default void failed(RegistrationException failure) {}
  }
}
