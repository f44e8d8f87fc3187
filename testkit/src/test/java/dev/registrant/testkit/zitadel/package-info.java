@NullMarked
package dev.registrant.testkit.zitadel;

import org.jspecify.annotations.NullMarked;
