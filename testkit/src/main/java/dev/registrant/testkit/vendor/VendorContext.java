package dev.registrant.testkit.vendor;

import java.net.URI;
import java.util.random.RandomGenerator;

/**
 * What the sandbox lends a simulator for its whole life.
 *
 * @param root the sandbox's own address without a path, such as {@code http://127.0.0.1:4010}; a
 *     simulator is reached below {@code root/name}
 * @param elsewhere the address of the recording server on another port, for links that a careful
 *     client does not follow
 * @param time the only clock to ask
 * @param random the only source of ids and secrets; safe to share between threads
 */
public record VendorContext(URI root, URI elsewhere, SandboxTime time, RandomGenerator random) {}
