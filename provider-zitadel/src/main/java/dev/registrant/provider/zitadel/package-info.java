/**
 * API applications of ZITADEL projects, by the management API v1.
 *
 * <p>The facts this rests on are ZITADEL's protocol definitions, server sources and documentation,
 * not a running server; what that means is said in {@code docs/providers/zitadel.md}.
 */
@NullMarked
package dev.registrant.provider.zitadel;

import org.jspecify.annotations.NullMarked;
