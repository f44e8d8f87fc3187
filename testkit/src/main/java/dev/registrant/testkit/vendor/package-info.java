/** What a vendor simulator is: the one interface to implement and the values it speaks in. */
@NullMarked
package dev.registrant.testkit.vendor;

import org.jspecify.annotations.NullMarked;
