/**
 * Runs each write in a process of its own, kills that with SIGKILL at a chosen step, reconciles in
 * another process and compares the vendor with the store.
 */
@NullMarked
package dev.registrant.crash;

import org.jspecify.annotations.NullMarked;
