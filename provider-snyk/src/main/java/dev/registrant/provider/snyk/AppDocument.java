package dev.registrant.provider.snyk;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON:API documents Snyk answers with. Read leniently: what the published document calls
 * required may be missing in old answers.
 */
final class AppDocument {
  private AppDocument() {}

  record One(@Nullable Data data) {}

  record Many(@Nullable List<Data> data, @Nullable Links links) {}

  record Data(@Nullable String id, @Nullable Attributes attributes) {}

  record Attributes(
      @Nullable String name,
      @JsonProperty("client_id") @Nullable String clientId,
      @JsonProperty("client_secret") @Nullable String clientSecret,
      @JsonProperty("redirect_uris") @Nullable List<String> redirectUris,
      @Nullable List<String> scopes,
      @Nullable String context,
      @JsonProperty("access_token_ttl_seconds") @Nullable Double accessTokenTtlSeconds,
      @JsonProperty("grant_type") @Nullable String grantType,
      @JsonProperty("is_confidential") @Nullable Boolean isConfidential,
      @JsonProperty("is_public") @Nullable Boolean isPublic,
      @JsonProperty("org_public_id") @Nullable String orgPublicId) {
    /** A record would print its secret. */
    @Override
    public String toString() {
      return "Attributes[name=" + name + ", clientId=" + clientId + "]";
    }
  }

  /** A link is a string or an object with {@code href}. */
  record Links(@Nullable Object next) {
    @Nullable String nextHref() {
      Object href = next instanceof Map<?, ?> link ? link.get("href") : next;
      return href instanceof String text ? text : null;
    }
  }
}
