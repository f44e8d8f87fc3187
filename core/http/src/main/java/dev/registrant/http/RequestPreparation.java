package dev.registrant.http;

import dev.registrant.spi.Call;
import dev.registrant.spi.HttpProxy;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import feign.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Completes a request with the account's headers and refuses one that could do harm. */
final class RequestPreparation {
  private final BaseUrl baseUrl;
  private final String mediaType;
  private final Optional<Authorization> authorization;
  private final Map<String, Supplier<Optional<String>>> headers;
  private final Optional<String> sentIdHeader;
  private final Optional<HttpProxy.Login> proxyLogin;
  private final RandomGenerator random;
  private final Faults faults;

  RequestPreparation(
      BaseUrl baseUrl,
      String mediaType,
      Optional<Authorization> authorization,
      Map<String, Supplier<Optional<String>>> headers,
      Optional<String> sentIdHeader,
      Optional<HttpProxy.Login> proxyLogin,
      RandomGenerator random,
      Faults faults) {
    this.baseUrl = baseUrl;
    this.mediaType = mediaType;
    this.authorization = authorization;
    this.headers = Map.copyOf(headers);
    this.sentIdHeader = sentIdHeader;
    this.proxyLogin = proxyLogin;
    this.random = random;
    this.faults = faults;
  }

  WireRequest prepare(Request request, Call call) {
    String target =
        baseUrl
            .under(request.url())
            .orElseThrow(
                () ->
                    faults.invalid(
                        call,
                        "path",
                        "invalid-path",
                        "a part of the path is empty or names something else"));
    Optional<byte[]> body = Optional.ofNullable(request.body());
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request.headers().forEach((name, values) -> all.put(name, new ArrayList<>(values)));
    headers.forEach(
        (name, supplier) ->
            asked(supplier, "the header " + name, call)
                .ifPresent(value -> all.put(name, List.of(value))));
    all.put("Accept", List.of(mediaType));
    all.remove("Content-Length");
    if (body.isEmpty()) {
      all.remove("Content-Type");
    } else {
      all.putIfAbsent("Content-Type", List.of(mediaType)); // present: set by BodyWriting
    }
    sentIdHeader.ifPresent(name -> all.put(name, List.of(freshId())));
    check(all, call);
    Optional<Secret> credential = authorization.map(with -> credential(with, call));
    credential.ifPresent(
        secret -> {
          String value = authorization.orElseThrow().scheme() + " " + secret.reveal();
          all.put("Authorization", List.of(value.strip()));
        });
    Optional<ProxyAuthorization> proxyAuthorization =
        proxyLogin.map(login -> proxyAuthorization(login, call));
    return new WireRequest(
        request.httpMethod().name(),
        baseUrl.origin(),
        target,
        all,
        body,
        proxyAuthorization,
        credential);
  }

  private ProxyAuthorization proxyAuthorization(HttpProxy.Login login, Call call) {
    Secret password = asked(login.password(), "the proxy's password", call);
    if (password.reveal().chars().anyMatch(Character::isISOControl)) {
      throw faults.noCredential(
          call, "the proxy's password has a character that cannot be sent, such as a line break");
    }
    return ProxyAuthorization.of(login.user(), password);
  }

  /** Whether another credential can be had than the one the vendor refused with this request. */
  boolean isRenewable(WireRequest refused) {
    return authorization.flatMap(with -> refused.credential().map(with::isRenewable)).orElse(false);
  }

  private Secret credential(Authorization with, Call call) {
    Secret credential =
        asked(() -> with.credential().apply(call), "the account's credential", call);
    if (!isHeaderValue(credential.reveal())) {
      throw faults.noCredential(
          call,
          "the account's credential has a character that cannot be sent, such as a line break");
    }
    return credential;
  }

  /**
   * Asks a supplier of the host. What it throws may quote a secret and is not passed on, but for an
   * error of the API: of another request then, whose credential is not this one's.
   */
  private <T> T asked(Supplier<T> supplier, String what, Call call) {
    String problem;
    try {
      T value = supplier.get();
      if (value != null) {
        return value;
      }
      problem = "the supplier of " + what + " gave nothing";
    } catch (RegistrationException e) {
      throw e.with(
          e.details().toBuilder().outcome(Outcome.NOT_APPLIED).credentialRenewable(false).build());
    } catch (RuntimeException e) {
      problem = "the supplier of " + what + " failed (" + e.getClass().getName() + ")";
    }
    if (Thread.currentThread().isInterrupted()) {
      throw faults.interrupted(call);
    }
    throw faults.noCredential(call, problem);
  }

  private void check(Map<String, List<String>> all, Call call) {
    all.forEach(
        (name, values) -> {
          for (String value : values) {
            if (!isHeaderValue(value)) {
              throw faults.invalid(
                  call,
                  name,
                  "invalid-header",
                  "the header "
                      + name
                      + " has a line break or another character that cannot be sent");
            }
          }
        });
  }

  private static boolean isHeaderValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\t' && (c < ' ' || c >= 0x7f)) {
        return false;
      }
    }
    return true;
  }

  /** A version 4 UUID (RFC 9562 section 5.4) from the host's randomness. */
  private String freshId() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & ~(0xC0L << 56)) | (0x80L << 56);
    return new UUID(high, low).toString();
  }
}
