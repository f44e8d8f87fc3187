/**
 * The contract between Registrant and a provider of OAuth client registrations.
 *
 * <p>A provider is found by {@link java.util.ServiceLoader} as a {@link
 * dev.registrant.spi.RegistrationProvider}. It names its {@linkplain
 * dev.registrant.spi.ConfigurationSchema settings} and {@linkplain dev.registrant.spi.Capabilities
 * capabilities} without I/O and opens a {@link dev.registrant.spi.Connection} for each account.
 * Everything else, such as retries, limits, validation against the declared capabilities and the
 * keeping of credentials, is done by the core around it.
 *
 * <p>Related specifications: RFC 6749 (OAuth 2.0), RFC 7591 (dynamic client registration), RFC 7592
 * (its management protocol). Words in this package are theirs; a vendor's own words stay inside its
 * provider.
 *
 * <p>No method takes or returns {@code null}. Value types are immutable and thread-safe.
 */
@NullMarked
package dev.registrant.spi;

import org.jspecify.annotations.NullMarked;
