package dev.registrant.http;

import dev.registrant.spi.Call;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import feign.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Completes a request with the account's headers and refuses one that could do harm. */
final class RequestPreparation {
  private final BaseUrl baseUrl;
  private final String mediaType;
  private final Optional<Authorization> authorization;
  private final Map<String, Supplier<Optional<String>>> headers;
  private final Optional<String> sentIdHeader;
  private final RandomGenerator random;
  private final Faults faults;

  /**
   * How an account authenticates.
   *
   * @param scheme the scheme (RFC 9110 section 11.1)
   * @param credential asked before each request
   */
  record Authorization(String scheme, Function<Call, Secret> credential) {}

  RequestPreparation(
      BaseUrl baseUrl,
      String mediaType,
      Optional<Authorization> authorization,
      Map<String, Supplier<Optional<String>>> headers,
      Optional<String> sentIdHeader,
      RandomGenerator random,
      Faults faults) {
    this.baseUrl = baseUrl;
    this.mediaType = mediaType;
    this.authorization = authorization;
    this.headers = Map.copyOf(headers);
    this.sentIdHeader = sentIdHeader;
    this.random = random;
    this.faults = faults;
  }

  WireRequest prepare(Request request, Call call) {
    URI uri =
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
    List<String> secrets = new ArrayList<>();
    authorization.ifPresent(
        with -> {
          String credential = credential(with, call);
          secrets.add(credential);
          all.put("Authorization", List.of((with.scheme() + " " + credential).strip()));
        });
    return new WireRequest(request.httpMethod().name(), uri, all, body, secrets);
  }

  private String credential(Authorization with, Call call) {
    String credential =
        asked(() -> with.credential().apply(call), "the account's credential", call).reveal();
    if (!isHeaderValue(credential)) {
      throw faults.noCredential(
          call,
          "the account's credential has a character that cannot be sent, such as a line break");
    }
    return credential;
  }

  /** Asks a supplier of the host. What it throws may quote a secret and is not passed on. */
  private <T> T asked(Supplier<T> supplier, String what, Call call) {
    String problem;
    try {
      T value = supplier.get();
      if (value != null) {
        return value;
      }
      problem = "the supplier of " + what + " gave nothing";
    } catch (RegistrationException e) {
      throw e.with(e.details().toBuilder().outcome(Outcome.NOT_APPLIED).build());
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
          if (!values.stream().allMatch(RequestPreparation::isHeaderValue)) {
            throw faults.invalid(
                call,
                name,
                "invalid-header",
                "the header "
                    + name
                    + " has a line break or another character that cannot be sent");
          }
        });
  }

  private static boolean isHeaderValue(String value) {
    return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f));
  }

  /** A version 4 UUID (RFC 9562 section 5.4) from the host's randomness. */
  private String freshId() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & ~(0xC0L << 56)) | (0x80L << 56);
    return new UUID(high, low).toString();
  }
}
