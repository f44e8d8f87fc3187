/** Tests that what is measured is what it says, and that the table is written as it should be. */
package dev.registrant.benchmarks;
