/** The Snyk simulator: creations, installs, secrets and the token endpoint, strict by contract. */
@NullMarked
package dev.registrant.testkit.snyk;

import org.jspecify.annotations.NullMarked;
