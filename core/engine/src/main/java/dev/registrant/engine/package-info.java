/** The engine behind the API. One flat package; only its factory is public. */
@NullMarked
package dev.registrant.engine;

import org.jspecify.annotations.NullMarked;
