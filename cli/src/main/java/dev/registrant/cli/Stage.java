package dev.registrant.cli;

import dev.registrant.Account;
import dev.registrant.Store;

/**
 * What the steps of a journey work with.
 *
 * @param account an account at a simulated vendor
 * @param store where registrations are kept
 * @param state the sandbox's own view of the same vendor
 */
record Stage(Account account, Store store, SandboxState state) {}
