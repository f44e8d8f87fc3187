/**
 * Registrant: registers and runs an integration platform's OAuth clients at many providers.
 *
 * <p>{@link dev.registrant.Registrant#builder()} is the way in. An {@linkplain
 * dev.registrant.Account account} is a named, configured connection to one provider; {@link
 * dev.registrant.Account#apps()} are the apps in it.
 *
 * <pre>{@code
 * try (Registrant registrant =
 *     Registrant.builder()
 *         .account(
 *             AccountConfiguration.builder("prod", "snyk")
 *                 .setting("org", orgId)
 *                 .secret("token", () -> Secret.of(System.getenv("SNYK_TOKEN")))
 *                 .build())
 *         .build()) {
 *   Registration registration =
 *       registrant.account("prod").apps().create(ClientMetadata.builder().clientName("CI bot").build());
 * }
 * }</pre>
 *
 * <p>All calls block, obey one total deadline, and end within 100 ms of an interruption. Everything
 * is thread-safe unless it says otherwise. No method takes or returns {@code null}. The only
 * exception is {@link dev.registrant.spi.RegistrationException}.
 */
@NullMarked
package dev.registrant;

import org.jspecify.annotations.NullMarked;
