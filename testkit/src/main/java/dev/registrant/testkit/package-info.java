/** The sandbox: one loopback server for all vendor simulators, faults on command, and its admin. */
@NullMarked
package dev.registrant.testkit;

import org.jspecify.annotations.NullMarked;
