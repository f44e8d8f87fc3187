package dev.registrant.testkit.zitadel;

/** An organisation. */
record Org(String id, String name, Stamp stamp) {}
