/** The command run in this process, against simulated vendors and a provider made for the tests. */
@NullMarked
package dev.registrant.cli;

import org.jspecify.annotations.NullMarked;
