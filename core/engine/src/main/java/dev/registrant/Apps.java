package dev.registrant;

import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import java.util.Optional;
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
   * Registers an app, with a key of its own. Not idempotent: each successful call makes an app. The
   * credentials the vendor issues are in the store before this returns.
   *
   * <p>It is created under a working name, from which it is known again if the answer is lost, and
   * gets its own name then.
   *
   * @param metadata what it is to be registered with
   * @return the registration, with what the vendor changed or dropped of the request
   */
  Registration create(ClientMetadata metadata);

  /**
   * Registers an app exactly once for a key. The same key again gives the same app, in this process
   * or another one with the same store; after a lost answer it goes on from where that stopped.
   *
   * @param metadata what it is to be registered with; the same for the same key
   * @param key 1 to 200 visible ASCII characters, unique in the account as long as the app lives
   * @return as {@link #create(ClientMetadata)}
   * @throws dev.registrant.spi.RegistrationException.Conflict also if the key was used with other
   *     metadata, if its app was deleted, or if it waits for a decision
   */
  Registration create(ClientMetadata metadata, String key);

  /**
   * Makes an app that was registered elsewhere a registration of ours. Its credentials are not
   * known then, unless the vendor shows them for ever. Idempotent; changes nothing at the vendor.
   */
  Registration adopt(AppId id);

  /**
   * Reads an app: from the cache if it was read not longer ago than {@link Policies#cache()} says,
   * else from the vendor, however many ask at once with one request. What this registrant changed,
   * through whichever of its accounts, is never served from before the change, and while it makes a
   * change nothing is served from the cache.
   *
   * @throws dev.registrant.spi.RegistrationException.NotFound if the vendor has no such app or
   *     hides it from the account
   */
  Registration find(AppId id);

  /** Returns these apps, read from the vendor whatever the cache has. */
  Apps fresh();

  /**
   * Lists the apps of the account in the vendor's order, those made elsewhere included. A page is
   * read when its first app is asked for, each under a deadline of its own, and only one is held;
   * none is read any more once the stream is closed. The stream is for one thread.
   *
   * <p>A list whose cursors come round again ends with {@code ProtocolError}, within three rounds,
   * and so does one of more than 20,000 pages.
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
   * @return empty if it is gone; where people delete it, the registration with what they must do
   */
  Optional<Registration> delete(AppId id);
}
