package dev.registrant.engine;

import dev.registrant.Event.CallEnded;
import dev.registrant.Platform;
import dev.registrant.engine.Pipeline.CallChain;
import dev.registrant.engine.Pipeline.CallStage;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;

/** Tells how calls ended, and tells errors for whom they are. */
final class Observe implements CallStage {
  private final Platform platform;
  private final Events events;

  Observe(Platform platform, Events events) {
    this.platform = platform;
    this.events = events;
  }

  @Override
  public <T> T around(Invocation<T> invocation, CallChain next) {
    long start = platform.nanoTime();
    String ending = "done";
    try {
      return next.proceed(invocation);
    } catch (RegistrationException e) {
      ending = e.kind();
      throw e.with(completed(e.details(), invocation));
    } catch (RuntimeException e) {
      ending = e.getClass().getSimpleName();
      throw Fault.in("the store, the provider or the core", e, detailsOfFault(invocation));
    } finally {
      if (events.isEachCallWanted()) {
        events.tell(
            new CallEnded(
                invocation.account().name(),
                invocation.account().providerId(),
                invocation.operation(),
                invocation.correlation(),
                ending,
                invocation.requests().get(),
                Duration.ofNanos(platform.nanoTime() - start)));
      }
    }
  }

  private static ErrorDetails completed(ErrorDetails details, Invocation<?> invocation) {
    return details.toBuilder()
        .account(invocation.account().name())
        .provider(invocation.account().providerId())
        .attempts(invocation.requests().get())
        .operation(invocation.operation())
        .build();
  }

  private static ErrorDetails detailsOfFault(Invocation<?> invocation) {
    boolean maybeSent = invocation.operation().isWrite() && invocation.requests().get() > 0;
    return completed(
        ErrorDetails.builder(maybeSent ? Outcome.UNKNOWN : Outcome.NOT_APPLIED).build(),
        invocation);
  }
}
