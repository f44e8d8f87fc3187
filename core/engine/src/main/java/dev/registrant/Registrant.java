package dev.registrant;

import dev.registrant.spi.RegistrationProvider;
import java.util.List;

/**
 * The entry: a running registrant with its accounts. Made by {@link #builder()}, thread-safe, to be
 * closed.
 */
public interface Registrant extends AutoCloseable {
  /** Returns a builder of a registrant without accounts, with an in-memory store. */
  static RegistrantBuilder builder() {
    return new RegistrantBuilder();
  }

  /**
   * Returns an open account.
   *
   * @throws dev.registrant.spi.RegistrationException.NotFound if there is none of this name; names
   *     those there are
   */
  Account account(String name);

  /** Returns the open accounts, sorted by name. */
  List<Account> accounts();

  /**
   * Opens a further account. Sends nothing.
   *
   * @throws dev.registrant.spi.RegistrationException.InvalidRequest if its settings are wrong, with
   *     every violation, if its name or id is taken, or if no provider has its provider id, with
   *     those found
   */
  Account open(AccountConfiguration configuration);

  /** Closes an account and forgets it; its registrations stay in the store. Idempotent. */
  void close(String accountName);

  /**
   * Settles what is open at all accounts: what became of requests whose answer was lost, and what
   * is owed. Creates no app and removes none; a closed creation may be called again with its key.
   * Idempotent, and safe beside a live host and beside itself. One failure stops no other: what
   * could not be settled is told as open. Blocks; each account has a deadline of its own.
   *
   * <p>The first one after an older copy of the store was accepted also tells, as surplus, which
   * apps the vendors list that the copy does not know. When it has ended for an account, the
   * account can be written again.
   *
   * @throws dev.registrant.spi.RegistrationException.Unavailable if the store is an older copy that
   *     nobody has accepted; nothing was settled
   * @throws dev.registrant.spi.RegistrationException.Unsupported if the registrant only reads
   */
  Reconciliation reconcile();

  /**
   * Returns what is open at each open account, as the store has it, sorted by account. Asks no
   * vendor.
   *
   * @throws dev.registrant.spi.RegistrationException.Unavailable if the store cannot be read
   */
  List<Backlog> backlog();

  /** Returns the providers this registrant can use, sorted by id. */
  List<RegistrationProvider> providers();

  /**
   * Refuses new calls, waits for those under way (each has a deadline), then closes all accounts,
   * what they share and the store. Idempotent.
   */
  @Override
  void close();
}
