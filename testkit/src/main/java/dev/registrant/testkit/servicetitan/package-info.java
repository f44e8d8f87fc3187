/**
 * The ServiceTitan simulator: the portal back end as its source showed it in 2021, the tenant APIs
 * with their token endpoint, and the people without whom nothing goes on.
 *
 * <p>What lies below {@code /portal/c/apps/{id}/} is a ServiceTitan-style contract of this
 * project's own. ServiceTitan has never published anything like it.
 */
@NullMarked
package dev.registrant.testkit.servicetitan;

import org.jspecify.annotations.NullMarked;
