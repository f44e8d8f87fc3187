/**
 * Keeps registrations, sealed credentials and the journal in a database; see {@link
 * dev.registrant.store.jdbc.JdbcStore}.
 */
@NullMarked
package dev.registrant.store.jdbc;

import org.jspecify.annotations.NullMarked;
