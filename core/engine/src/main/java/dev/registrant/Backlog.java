package dev.registrant;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What is open at an account, as the store has it. Worth an alarm if it grows, or grows old:
 * nothing but {@link Registrant#reconcile()} works it off.
 *
 * @param account the name of the account
 * @param openIntents writes whose outcome is to be settled or that are to be finished
 * @param oldest how long ago the oldest of them was begun; zero if there is none
 * @param decisions writes that cannot be settled without somebody's decision; among the open ones
 * @param duties steps that are owed
 */
public record Backlog(String account, int openIntents, Duration oldest, int decisions, int duties) {
  /** Checks that nothing is {@code null}. */
  public Backlog {
    requireNonNull(account, "account");
    requireNonNull(oldest, "oldest");
  }
}
