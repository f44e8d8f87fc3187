package dev.registrant.cli;

import dev.registrant.Account;
import dev.registrant.Registrant;
import dev.registrant.Store;
import java.util.Map;

/**
 * What the steps of a journey work with.
 *
 * @param registrant has the accounts at all simulated vendors
 * @param account the one at the journey's vendor
 * @param store where registrations are kept
 * @param state the sandbox's own view of the same vendor
 * @param vendor what the simulator tells of itself: addresses and ids
 */
record Stage(
    Registrant registrant,
    Account account,
    Store store,
    SandboxState state,
    Map<String, String> vendor) {}
