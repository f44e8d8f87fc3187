/** ZITADEL, simulated: API apps, their secrets and keys, project grants, introspection. */
@NullMarked
package dev.registrant.testkit.zitadel;

import org.jspecify.annotations.NullMarked;
