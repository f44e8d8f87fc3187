@NullMarked
package dev.registrant.provider.zitadel;

import org.jspecify.annotations.NullMarked;
