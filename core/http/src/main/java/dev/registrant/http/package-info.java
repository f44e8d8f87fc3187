/**
 * The kit HTTP providers are written with, and the only place that builds Feign clients.
 *
 * <p>A provider describes the vendor's endpoints as a Feign interface whose methods take {@link
 * dev.registrant.http.CallOptions} last and return {@link dev.registrant.http.HttpAnswer}, and
 * opens it with {@link dev.registrant.http.HttpApi}:
 *
 * <pre>{@code
 * interface Widgets {
 *   @RequestLine("POST /widgets")
 *   HttpAnswer<Widget> create(NewWidget body, CallOptions options);
 *
 *   @RequestLine("GET /widgets/{id}")
 *   HttpAnswer<Widget> find(@Param("id") String id, CallOptions options);
 * }
 *
 * Widgets widgets =
 *     HttpApi.builder(context)
 *         .baseUrl(URI.create("https://api.example.com/v1"))
 *         .authorization("Bearer", settings.secret("token"))
 *         .errors(WidgetError.class, WidgetErrors::read)
 *         .build(Widgets.class);
 *
 * HttpAnswer<Widget> answer = widgets.find(id.value(), CallOptions.of(call));
 * }</pre>
 *
 * <p>An account that is given access tokens for some time has a {@link
 * dev.registrant.http.TokenSource}, which asks for them, mostly at a {@link
 * dev.registrant.http.TokenEndpoint}, and is handed to the client in place of the credential.
 * {@link dev.registrant.http.JwtAssertion} signs for those that authenticate by a key.
 *
 * <p>What the kit sees to: connections are made as the account says ({@link
 * dev.registrant.spi.Network}), without a word of the provider; a request is sent once and
 * redirects are not followed; the call's deadline and interruption of the caller end a request at
 * any point; the gate of the call is passed before each request; bodies and the depth of JSON are
 * bounded; a path parameter cannot name another resource; every failure is a {@link
 * dev.registrant.spi.RegistrationException} that says whether a write was carried out and shows no
 * body, no header and no secret; after a 401 it also says whether another credential can be had.
 * Nothing here logs a body or a header at any level.
 *
 * <p>No method takes or returns {@code null}.
 */
@NullMarked
package dev.registrant.http;

import org.jspecify.annotations.NullMarked;
