/**
 * What every provider keeps to, as tests that it runs with a class of about ten lines; see {@link
 * dev.registrant.testkit.contract.AppRegistryContract}. Needs JUnit 5.
 */
@NullMarked
package dev.registrant.testkit.contract;

import org.jspecify.annotations.NullMarked;
