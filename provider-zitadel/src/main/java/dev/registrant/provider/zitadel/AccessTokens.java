package dev.registrant.provider.zitadel;

import dev.registrant.http.CallOptions;
import dev.registrant.http.FormBody;
import dev.registrant.http.HttpAnswer;
import dev.registrant.spi.Call;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The access token of a service account, kept until shortly before it ends. One caller asks for a
 * new one while the others wait, each within its own deadline; whoever is left waiting when that
 * fails asks itself. Thread-safe.
 */
final class AccessTokens {
  private static final Duration MOST_MARGIN = Duration.ofMinutes(1);

  private final TokenApi api;
  private final Function<Call, FormBody> grant;
  private final InstantSource clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Kept kept;

  private record Kept(Secret token, Instant until) {}

  AccessTokens(TokenApi api, Function<Call, FormBody> grant, InstantSource clock) {
    this.api = api;
    this.grant = grant;
    this.clock = clock;
  }

  /** Returns a token that is good for some time. */
  Secret get(Call call) {
    Optional<Secret> usable = usable();
    if (usable.isPresent()) {
      return usable.get();
    }
    waitForTurn(call);
    try {
      return usable().orElseGet(() -> ask(call));
    } finally {
      asking.unlock();
    }
  }

  /** The vendor does not accept the token any more. */
  void forget() {
    kept = null;
  }

  private Optional<Secret> usable() {
    Kept current = kept;
    return current != null && clock.instant().isBefore(current.until())
        ? Optional.of(current.token())
        : Optional.empty();
  }

  private void waitForTurn(Call call) {
    try {
      if (asking.tryLock(call.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistrationException.Interrupted(
          "interrupted while waiting for an access token", "Call again", notSent(call));
    }
    throw new RegistrationException.Unavailable(
        "no access token came within the deadline",
        "Call again; nothing was sent",
        notSent(call),
        null);
  }

  private Secret ask(Call call) {
    HttpAnswer<TokenApi.Token> answer = api.token(grant.apply(call), CallOptions.reading(call));
    TokenApi.Token body = answer.requireBody();
    String token = body.accessToken();
    if (token == null || token.isEmpty()) {
      throw answer.unusable("ZITADEL answered without an access token", List.of());
    }
    Secret secret = Secret.of(token);
    // An answer that does not say how long it holds is used once.
    long seconds = Math.max(0, Optional.ofNullable(body.expiresIn()).orElse(0L));
    Duration life = Duration.ofSeconds(seconds);
    Duration margin = life.dividedBy(10);
    kept =
        new Kept(
            secret,
            clock
                .instant()
                .plus(life)
                .minus(margin.compareTo(MOST_MARGIN) < 0 ? margin : MOST_MARGIN));
    return secret;
  }

  private static ErrorDetails notSent(Call call) {
    return ErrorDetails.builder(Outcome.NOT_APPLIED).operation(call.operation()).build();
  }
}
