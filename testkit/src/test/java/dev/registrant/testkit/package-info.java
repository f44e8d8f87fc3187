/** Tests of the sandbox and its faults. */
@NullMarked
package dev.registrant.testkit;

import org.jspecify.annotations.NullMarked;
