/** The {@code registrant} command. {@link dev.registrant.cli.Main} is the only public class. */
@NullMarked
package dev.registrant.cli;

import org.jspecify.annotations.NullMarked;
