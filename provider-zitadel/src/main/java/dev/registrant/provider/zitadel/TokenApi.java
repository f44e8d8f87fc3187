package dev.registrant.provider.zitadel;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.registrant.http.CallOptions;
import dev.registrant.http.ErrorKind;
import dev.registrant.http.FormBody;
import dev.registrant.http.HttpAnswer;
import dev.registrant.http.VendorError;
import feign.RequestLine;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The token endpoint, where a service account gets its access tokens. */
interface TokenApi {
  @RequestLine("POST /oauth/v2/token")
  HttpAnswer<Token> token(FormBody body, CallOptions options);

  /** RFC 6749 section 5.1. */
  record Token(
      @JsonProperty("access_token") @Nullable String accessToken,
      @JsonProperty("expires_in") @Nullable Long expiresIn) {
    /** A record would print its secret. */
    @Override
    public String toString() {
      return "Token[hidden]";
    }
  }

  /** RFC 6749 section 5.2. */
  record Failure(@Nullable String error) {
    /** What ZITADEL says when the account is not accepted, with 400 or 401. */
    private static final Set<String> REFUSED =
        Set.of(
            "invalid_client",
            "invalid_grant",
            "invalid_request",
            "unauthorized_client",
            "invalid_scope",
            "unsupported_grant_type");

    static VendorError read(HttpAnswer<Failure> answer) {
      return switch (answer.status()) {
        case 400, 401 ->
            VendorError.none()
                .withKind(ErrorKind.UNAUTHENTICATED)
                .withCode(answer.body().map(Failure::error).filter(REFUSED::contains))
                .withTitle(java.util.Optional.of("no access token was given"))
                .withAdvice(
                    "Give the key file or the client id and secret of a service account, not those"
                        + " of an API app, and check the issuer and this machine's clock");
        case 404 -> ZitadelErrors.nothingHere();
        case 429 -> ZitadelErrors.tooMany(answer.header("Set-Cookie"));
        default -> VendorError.none();
      };
    }
  }
}
