package dev.registrant.testkit.servicetitan;

/** A tenant in one environment: two different instances may share the tenant id. */
record Place(Environment environment, String tenant) {}
