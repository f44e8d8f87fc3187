package dev.registrant.engine;

import dev.registrant.Platform;
import dev.registrant.engine.Pipeline.CallChain;
import dev.registrant.engine.Pipeline.CallStage;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log of calls, and tells errors for whom they are. */
final class Observe implements CallStage {
  private static final Logger LOG = LoggerFactory.getLogger("dev.registrant.calls");

  private final Platform platform;

  Observe(Platform platform) {
    this.platform = platform;
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
      LOG.debug(
          "registrant.call account={} operation={} ending={} requests={} millis={}",
          invocation.account().name(),
          invocation.operation(),
          ending,
          invocation.requests(),
          Duration.ofNanos(platform.nanoTime() - start).toMillis());
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
