/** Tests of the Snyk simulator, over HTTP. */
@NullMarked
package dev.registrant.testkit.snyk;

import org.jspecify.annotations.NullMarked;
