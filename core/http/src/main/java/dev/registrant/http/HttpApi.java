package dev.registrant.http;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.Call;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.HttpProxy;
import dev.registrant.spi.Network;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import feign.Feign;
import feign.Logger;
import feign.Retryer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opens a vendor's HTTP interface that is described by a Feign interface.
 *
 * <p>Each method of that interface has a {@link feign.RequestLine}, takes {@link CallOptions} last
 * and returns {@link HttpAnswer}; an argument without annotation is the body, written as JSON
 * without absent parts, or as a form if it is a {@link FormBody}. Arguments named by {@link
 * feign.Param} are percent-encoded once; a {@code null} one in the query leaves the parameter out;
 * one that could name another resource is refused with {@link RegistrationException.InvalidRequest}
 * before anything is sent. {@code QueryMap}, {@code HeaderMap}, {@code Body} templates, headers
 * made of arguments and {@link URI} arguments are not taken.
 *
 * <p>How connections are made is the account's business ({@link ConnectionContext#network()}).
 *
 * <p>The methods block; they are thread-safe and throw only {@link RegistrationException}, but for
 * {@link IllegalArgumentException} if called without {@link CallOptions}.
 */
public final class HttpApi {
  private static final int DEFAULT_BODY_LIMIT = 10 * 1024 * 1024;

  private HttpApi() {}

  /** Returns a builder for a connection. */
  public static Builder builder(ConnectionContext context) {
    return new Builder(context);
  }

  /** Builds the client of one connection. Not thread-safe. */
  public static final class Builder {
    private static final Pattern PATH = Pattern.compile("/[^?]*(\\?[A-Za-z0-9._~=&-]+)?");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private final ConnectionContext context;
    private final Json json = new Json();
    private final Map<String, Supplier<Optional<String>>> headers = new LinkedHashMap<>();
    private final Map<String, String> paths = new LinkedHashMap<>();
    private @Nullable URI baseUrl;
    private boolean plainHttp;
    private boolean sendsRequestId;
    private int bodyLimit = DEFAULT_BODY_LIMIT;
    private String mediaType = "application/json";
    private Optional<String> requestIdHeader = Optional.empty();
    private Optional<Authorization> authorization = Optional.empty();
    private ErrorReading<?> errors =
        new ErrorReading<>(json, Object.class, answer -> VendorError.none());

    private Builder(ConnectionContext context) {
      this.context = requireNonNull(context, "context");
    }

    /**
     * Sets the URL all requests stay under. Required.
     *
     * @param url an https URL, with or without a path; checked by {@link #build}
     */
    public Builder baseUrl(URI url) {
      baseUrl = requireNonNull(url, "url");
      return this;
    }

    /**
     * Allows plain http to other hosts than this machine, and by a proxy that is not on this
     * machine. Off by default.
     */
    public Builder allowPlainHttp(boolean allowed) {
      plainHttp = allowed;
      return this;
    }

    /**
     * Sets the media type of bodies, sent and accepted; by default {@code application/json}. A
     * {@link FormBody} has its own.
     */
    public Builder mediaType(String type) {
      mediaType = requireNonNull(type, "type");
      return this;
    }

    /**
     * Sets how requests are authenticated; without it they are not.
     *
     * @param scheme the first word of the {@code Authorization} header
     * @param credential the rest of it; asked before each request. If it throws or gives {@code
     *     null}, nothing is sent and the call fails with {@link
     *     RegistrationException.Unauthenticated}; a {@link RegistrationException} it throws is
     *     passed on. Asked once more after a 401: the error is {@link
     *     dev.registrant.spi.ErrorDetails#credentialRenewable() renewable} if it then gives another
     *     value than the refused one
     */
    public Builder authorization(String scheme, Supplier<Secret> credential) {
      authorization =
          Optional.of(Authorization.of(token(scheme), requireNonNull(credential, "credential")));
      return this;
    }

    /**
     * Sets how requests are authenticated, where the credential is itself asked for at the vendor,
     * within the deadline and through the gate of the call.
     *
     * @param scheme the first word of the {@code Authorization} header
     * @param credential the rest of it, as above, but not asked again after a 401; given the call a
     *     request belongs to
     */
    public Builder authorization(String scheme, Function<Call, Secret> credential) {
      authorization =
          Optional.of(Authorization.of(token(scheme), requireNonNull(credential, "credential")));
      return this;
    }

    /**
     * Sets that requests carry the access token of a source. After a 401 the refused token is
     * forgotten there, and the error is {@link
     * dev.registrant.spi.ErrorDetails#credentialRenewable() renewable} if another one can be had.
     *
     * @param scheme the first word of the {@code Authorization} header, mostly {@code Bearer} (RFC
     *     6750 section 2.1)
     * @param tokens asked before each request
     */
    public Builder authorization(String scheme, TokenSource tokens) {
      authorization = Optional.of(new Authorization(token(scheme), tokens::get, tokens::refused));
      return this;
    }

    /**
     * Sets that requests are those of a client with a secret, by HTTP Basic (RFC 6749 section
     * 2.3.1: id and secret are form-encoded before they are joined). It is the method {@code
     * client_secret_basic} of token endpoints.
     *
     * @param clientId the client id
     * @param clientSecret asked before each request, and after a 401, as the credential above
     */
    public Builder clientSecretBasic(String clientId, Supplier<Secret> clientSecret) {
      requireNonNull(clientId, "clientId");
      requireNonNull(clientSecret, "clientSecret");
      return authorization(
          "Basic", () -> Authorization.basic(clientId, clientSecret.get().reveal()));
    }

    /**
     * Adds a header to every request.
     *
     * @param name the name of the header
     * @param value asked before each request; empty for none
     */
    public Builder header(String name, Supplier<Optional<String>> value) {
      headers.put(token(name), requireNonNull(value, "value"));
      return this;
    }

    /**
     * Sets a path that the interface leaves open, for vendors whose paths are configuration: with
     * the name {@code apps}, the request line "GET {apps}" becomes "GET /c/apps".
     *
     * @param name what stands in braces instead of it
     * @param path begins with a slash; may hold parameters in braces, and at its end a query
     *     without any, made of unreserved characters (RFC 3986 section 2.3), {@code =} and {@code
     *     &}
     */
    public Builder path(String name, String path) {
      if (!PATH.matcher(path).matches()) {
        throw new IllegalArgumentException(
            "a path begins with a slash, and its query has no parameters: " + path);
      }
      paths.put(name, path);
      return this;
    }

    /** Sets the response header that has the vendor's request id. */
    public Builder requestIdHeader(String name) {
      requestIdHeader = Optional.of(token(name));
      return this;
    }

    /**
     * Sends a fresh UUID with each request in the header of {@link #requestIdHeader}. It stands for
     * the vendor's request id where no answer came or the answer has none.
     */
    public Builder sendRequestId() {
      sendsRequestId = true;
      return this;
    }

    /**
     * Sets how error bodies are read.
     *
     * @param bodyType what they are read into
     * @param reader what they mean
     */
    public <E> Builder errors(Class<E> bodyType, ErrorReader<E> reader) {
      errors = new ErrorReading<>(json, bodyType, requireNonNull(reader, "reader"));
      return this;
    }

    /**
     * Limits the body of a success; 10 MiB by default. Of the body of an error 64 KiB are read.
     *
     * @param bytes 1 or more
     */
    public Builder bodyLimit(int bytes) {
      if (bytes < 1) {
        throw new IllegalArgumentException("the limit of a body is at least 1 byte");
      }
      bodyLimit = bytes;
      return this;
    }

    /**
     * Returns a client. Sends nothing. May be called several times, for several interfaces.
     *
     * @param api the Feign interface
     * @throws RegistrationException.InvalidRequest with the field {@code baseUrl} if the base URL
     *     is not https, though it must be, or has user info, a query or a fragment
     * @throws IllegalArgumentException if the interface is not as described above
     * @throws IllegalStateException if there is no base URL, or no header for the request id that
     *     is to be sent
     */
    public <A> A build(Class<A> api) {
      if (baseUrl == null) {
        throw new IllegalStateException("a base URL is required");
      }
      if (sendsRequestId && requestIdHeader.isEmpty()) {
        throw new IllegalStateException("sendRequestId needs requestIdHeader");
      }
      Network network = context.network();
      BaseUrl base = BaseUrl.of(baseUrl, plainHttp, network.proxy().map(HttpProxy::host));
      Faults faults = new Faults(context);
      RequestPreparation preparation =
          new RequestPreparation(
              base,
              mediaType,
              authorization,
              headers,
              requestIdHeader.filter(name -> sendsRequestId),
              network.proxy().flatMap(HttpProxy::login),
              context.random(),
              faults);
      HttpTransport transport = context.shared(HttpTransport.class, HttpTransport::new);
      GatedClient client =
          new GatedClient(
              transport, network, preparation, errors, faults, requestIdHeader, bodyLimit);
      return Feign.builder()
          .client(client)
          .contract(new StrictContract(Map.copyOf(paths)))
          .encoder(new BodyWriting(json))
          .responseInterceptor(new AnswerReading(json, faults))
          .invocationHandlerFactory(
              (target, handlers) -> new GuardedHandler(api.getSimpleName(), handlers, faults))
          .retryer(Retryer.NEVER_RETRY)
          .options(new MissingOptions())
          .logger(new Logger.NoOpLogger())
          .logLevel(Logger.Level.NONE)
          .target(new RelativeTarget<>(api, base.text()));
    }

    private static String token(String text) {
      if (!TOKEN.matcher(text).matches()) {
        throw new IllegalArgumentException("not a word of HTTP: " + text);
      }
      return text;
    }
  }
}
