package dev.registrant.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.registrant.spi.Call;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import feign.RequestLine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token endpoint (RFC 6749 section 3.2) that gives bearer tokens. Thread-safe; keeps nothing,
 * which is for a {@link TokenSource} to do:
 *
 * <pre>{@code
 * TokenEndpoint endpoint =
 *     TokenEndpoint.open(
 *         HttpApi.builder(context).baseUrl(issuer).clientSecretBasic(clientId, clientSecret),
 *         "/oauth/token",
 *         TokenError::read);
 * FormBody grant = FormBody.of(Map.of("grant_type", "client_credentials"));
 * TokenSource tokens = new TokenSource(call -> endpoint.ask(grant, call), context.clock());
 * }</pre>
 */
public final class TokenEndpoint {
  /** RFC 6749 appendix A.12. */
  private static final Pattern TOKEN = Pattern.compile("[\\x20-\\x7e]+");

  private final Api api;

  private TokenEndpoint(Api api) {
    this.api = api;
  }

  /** The endpoint; its path is the builder's. */
  interface Api {
    @RequestLine("POST {token}")
    HttpAnswer<Issued> token(FormBody grant, CallOptions options);
  }

  /** RFC 6749 section 5.1. */
  record Issued(
      @JsonProperty("access_token") @Nullable String accessToken,
      @JsonProperty("token_type") @Nullable String tokenType,
      @JsonProperty("expires_in") @Nullable Long expiresIn) {
    /** A record would print its secret. */
    @Override
    public String toString() {
      return "Issued[hidden]";
    }
  }

  /**
   * Opens an endpoint. Sends nothing.
   *
   * @param builder one of its own, with the base URL and how the client authenticates, if by a
   *     header; what it says of errors is replaced
   * @param path the path under the base URL; begins with a slash and has no query
   * @param reader what errors mean, for example {@link TokenError#read}
   * @throws RegistrationException.InvalidRequest if the base URL may not be used, as {@link
   *     HttpApi.Builder#build} has it
   * @throws IllegalArgumentException if the path is not as described
   */
  public static TokenEndpoint open(
      HttpApi.Builder builder, String path, ErrorReader<TokenError> reader) {
    return new TokenEndpoint(
        builder.path("token", path).errors(TokenError.class, reader).build(Api.class));
  }

  /**
   * Asks for a token, once. Blocks; passes the gate of the call as one that changes nothing.
   *
   * @param grant the form of the grant (RFC 6749 section 4.4.2, RFC 7523 section 2.1), with the
   *     client's assertion if it authenticates by one (RFC 7523 section 2.2)
   * @param call what the request belongs to
   * @throws RegistrationException as the error reader says, or the kit for what is no answer;
   *     {@link RegistrationException.ProtocolError} if there is no token in the answer, or one that
   *     is not a bearer token
   */
  public AccessToken ask(FormBody grant, Call call) {
    requireNonNull(grant, "grant");
    HttpAnswer<Issued> answer = api.token(grant, CallOptions.reading(call));
    Issued issued = answer.requireBody();
    String token = issued.accessToken();
    if (token == null || !TOKEN.matcher(token).matches()) {
      throw answer.unusable("the token endpoint answered without an access token", List.of());
    }
    String type = issued.tokenType();
    if (type != null && !type.equalsIgnoreCase("Bearer")) {
      throw answer.unusable("the token endpoint gave a token that is no bearer token", List.of());
    }
    return new AccessToken(
        Secret.of(token), Optional.ofNullable(issued.expiresIn()).map(Duration::ofSeconds));
  }
}
