package dev.registrant;

import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import java.util.stream.Stream;

/**
 * The apps of an account. Every call blocks, obeys {@link Policies#deadline()} in total, and checks
 * its input completely before anything is sent.
 *
 * <p>Every method throws {@link dev.registrant.spi.RegistrationException}; its outcome tells
 * whether a write was carried out:
 *
 * <ul>
 *   <li>{@code InvalidRequest}, {@code Unsupported}: the input is wrong or cannot be honoured;
 *   <li>{@code Unauthenticated}, {@code Denied}: the account's credential is refused or lacks a
 *       permission;
 *   <li>{@code NotFound}, {@code Conflict}, {@code RateLimited}, {@code Unavailable}: not carried
 *       out;
 *   <li>{@code OutcomeUnknown}: a write may have been carried out; it was not repeated;
 *   <li>{@code SecretNotStored}: carried out, but the credential could not be stored;
 *   <li>{@code ProtocolError}, {@code Interrupted}: see the outcome.
 * </ul>
 */
public interface Apps {
  /**
   * Registers an app. Not idempotent: each successful call makes an app. The credentials the vendor
   * issues are in the store before this returns.
   *
   * @param metadata what it is to be registered with
   * @return the registration, with what the vendor changed or dropped of the request
   */
  Registration create(ClientMetadata metadata);

  /**
   * Reads an app from the vendor.
   *
   * @throws dev.registrant.spi.RegistrationException.NotFound if the vendor has no such app or
   *     hides it from the account
   */
  Registration find(AppId id);

  /**
   * Lists the apps of the account in the vendor's order, those made elsewhere included. Pages are
   * read as the stream is consumed, each under a deadline of its own; the stream is for one thread.
   */
  Stream<App> list();

  /**
   * Changes an app. Reads it first and sends only what differs; if nothing does, nothing is sent.
   * Idempotent.
   *
   * @param changes the fields to change; what is absent stays
   * @return the registration as it is now
   */
  Registration update(AppId id, ClientMetadata changes);

  /**
   * Deletes an app and with it its credentials. Idempotent for an app that was registered here:
   * when the vendor has it no more, that is success.
   *
   * @throws dev.registrant.spi.RegistrationException.NotFound if neither the vendor nor the store
   *     has such an app
   */
  void delete(AppId id);
}
