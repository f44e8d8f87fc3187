/**
 * Snyk Apps: the creations of an organisation, by Snyk's REST API.
 *
 * <p>The facts this rests on are Snyk's published OpenAPI document and its user documentation.
 */
@NullMarked
package dev.registrant.provider.snyk;

import org.jspecify.annotations.NullMarked;
