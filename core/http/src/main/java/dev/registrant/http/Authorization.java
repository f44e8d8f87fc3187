package dev.registrant.http;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.Call;
import dev.registrant.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How an account authenticates.
 *
 * @param scheme the scheme (RFC 9110 section 11.1)
 * @param credential asked before each request
 * @param renewal told of each credential that was refused; whether another one can be had
 */
record Authorization(String scheme, Function<Call, Secret> credential, Predicate<Secret> renewal) {
  static Authorization of(String scheme, Function<Call, Secret> credential) {
    return new Authorization(scheme, credential, refused -> false);
  }

  static Authorization of(String scheme, Supplier<Secret> credential) {
    return new Authorization(
        scheme,
        call -> credential.get(),
        refused -> !requireNonNull(credential.get()).equals(refused));
  }

  /** RFC 6749 section 2.3.1 and RFC 7617 section 2. */
  static Secret basic(String clientId, String clientSecret) {
    String pair = FormBody.encode(clientId) + ":" + FormBody.encode(clientSecret);
    return Secret.of(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Never fails: whatever a supplier of the host does, the vendor's refusal stands. */
  boolean isRenewable(Secret refused) {
    try {
      return renewal.test(refused);
    } catch (RuntimeException e) {
      return false;
    }
  }
}
