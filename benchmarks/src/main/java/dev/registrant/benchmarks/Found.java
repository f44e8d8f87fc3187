package dev.registrant.benchmarks;

/** What every client makes of the vendor's answer, so that each is seen to have read it. */
record Found(String id, String name, String clientId) {}
