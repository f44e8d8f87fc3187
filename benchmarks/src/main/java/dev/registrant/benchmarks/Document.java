package dev.registrant.benchmarks;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** ZITADEL's answer as whoever writes a client by hand would declare it. */
record Document(@Nullable App app) {
  record App(
      String id, @Nullable String name, @Nullable String state, @Nullable ApiConfig apiConfig) {}

  record ApiConfig(@Nullable String clientId, @Nullable String authMethodType) {}

  /** A mapper as they would set it up. */
  static JsonMapper mapper() {
    return JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  }

  Found found() {
    if (app == null || app.name() == null || app.apiConfig() == null) {
      throw new IllegalStateException("not the app");
    }
    String clientId = app.apiConfig().clientId();
    return new Found(app.id(), app.name(), clientId == null ? "" : clientId);
  }
}
