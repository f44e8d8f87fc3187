/**
 * Apps of ServiceTitan, whose management is done by people in two web sites: with their help, or
 * through the back end of the developer portal where the host opted in.
 *
 * <p>The facts this rests on are ServiceTitan's public documentation and, for the portal, its
 * public fork of the portal's code of 2021.
 */
@NullMarked
package dev.registrant.provider.servicetitan;

import org.jspecify.annotations.NullMarked;
