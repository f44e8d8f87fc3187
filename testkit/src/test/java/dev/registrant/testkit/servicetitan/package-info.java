/** Tests of the ServiceTitan simulator. */
@NullMarked
package dev.registrant.testkit.servicetitan;

import org.jspecify.annotations.NullMarked;
