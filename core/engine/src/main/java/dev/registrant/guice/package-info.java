/** The binding for hosts that use Guice. */
@NullMarked
package dev.registrant.guice;

import org.jspecify.annotations.NullMarked;
