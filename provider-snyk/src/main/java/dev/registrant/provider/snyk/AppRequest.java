package dev.registrant.provider.snyk;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.registrant.spi.ClientMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON:API body of a create or an update; what is {@code null} is not sent. */
record AppRequest(Data data) {
  record Data(String type, Attributes attributes) {}

  record Attributes(
      @Nullable String name,
      @JsonProperty("redirect_uris") @Nullable List<String> redirectUris,
      @Nullable List<String> scopes,
      @Nullable String context,
      @JsonProperty("access_token_ttl_seconds") @Nullable Long accessTokenTtlSeconds) {}

  static AppRequest create(ClientMetadata wanted) {
    return of(
        new Attributes(
            wanted.clientName().orElse(null),
            wanted.redirectUris(),
            wanted.scopes(),
            wanted.text(SnykCapabilities.CONTEXT).orElse(SnykCapabilities.DEFAULT_CONTEXT),
            wanted.integer(SnykCapabilities.TOKEN_TTL).orElse(null)));
  }

  /** Only what differs, since whether redirect URIs are replaced or added is not documented. */
  static AppRequest update(ClientMetadata current, ClientMetadata wanted) {
    return of(
        new Attributes(
            wanted.clientName().equals(current.clientName())
                ? null
                : wanted.clientName().orElse(null),
            wanted.redirectUris().equals(current.redirectUris()) ? null : wanted.redirectUris(),
            null,
            null,
            wanted
                    .integer(SnykCapabilities.TOKEN_TTL)
                    .equals(current.integer(SnykCapabilities.TOKEN_TTL))
                ? null
                : wanted.integer(SnykCapabilities.TOKEN_TTL).orElse(null)));
  }

  private static AppRequest of(Attributes attributes) {
    return new AppRequest(new Data("app", attributes));
  }
}
