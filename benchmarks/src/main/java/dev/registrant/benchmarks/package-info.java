/**
 * Measures Registrant beside what a host would use instead, and prints one table. Run by {@code
 * ./bench}; nothing of it runs in a build.
 */
@NullMarked
package dev.registrant.benchmarks;

import org.jspecify.annotations.NullMarked;
