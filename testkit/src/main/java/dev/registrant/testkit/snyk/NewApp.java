package dev.registrant.testkit.snyk;

import java.util.List;

/** What a create asks for. */
record NewApp(
    String name, List<String> redirectUris, List<String> scopes, String context, Number ttl) {}
