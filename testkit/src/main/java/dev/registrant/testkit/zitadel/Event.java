package dev.registrant.testkit.zitadel;

import java.time.Instant;

/**
 * An entry of the event store.
 *
 * @param project whose sequence counts
 * @param app the app named in the payload, empty if none
 * @param keyOf the app whose key this is about, empty if none
 */
record Event(
    String project,
    String app,
    String keyOf,
    String type,
    long sequence,
    Instant date,
    String editor,
    String editorName,
    String org) {}
