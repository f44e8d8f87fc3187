package dev.registrant.http;

import java.util.Optional;
import java.util.Set;

/**
 * The error body of a token endpoint (RFC 6749 section 5.2), without the texts in it, which may
 * quote the request. Immutable.
 *
 * @param error the error code, empty if there was none
 */
public record TokenError(Optional<String> error) {
  /** What a token endpoint says of an account that it does not accept. */
  private static final Set<String> REFUSED =
      Set.of(
          "invalid_client",
          "invalid_grant",
          "invalid_request",
          "invalid_scope",
          "unauthorized_client",
          "unsupported_grant_type");

  /**
   * Reads the refusal of a grant, with 400 or 401: the account is not authenticated, and the code
   * is the vendor's if it is one of the RFC. Of other answers the HTTP status says enough.
   */
  public static VendorError read(HttpAnswer<TokenError> answer) {
    return answer.status() == 400 || answer.status() == 401
        ? VendorError.none()
            .withKind(ErrorKind.UNAUTHENTICATED)
            .withCode(answer.body().flatMap(TokenError::error).filter(REFUSED::contains))
            .withTitle(Optional.of("no access token was given"))
            .withAdvice("Check the account's credential, and this machine's clock")
        : VendorError.none();
  }
}
