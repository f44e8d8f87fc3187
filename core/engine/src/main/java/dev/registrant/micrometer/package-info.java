/** What a registrant does as Micrometer meters, for hosts that use Micrometer. */
@NullMarked
package dev.registrant.micrometer;

import org.jspecify.annotations.NullMarked;
