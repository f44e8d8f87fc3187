package dev.registrant.provider.snyk;

import dev.registrant.http.CallOptions;
import dev.registrant.http.HttpAnswer;
import feign.Param;
import feign.RequestLine;
import org.jspecify.annotations.Nullable;

/** The creations endpoints of Snyk's REST API. */
interface SnykApi {
  /** The largest page Snyk gives; a multiple of 10. */
  int PAGE = 100;

  @RequestLine("POST /orgs/{org}/apps/creations?version={version}")
  HttpAnswer<AppDocument.One> create(
      @Param("org") String org,
      @Param("version") String version,
      AppRequest body,
      CallOptions options);

  @RequestLine("GET /orgs/{org}/apps/creations/{app}?version={version}")
  HttpAnswer<AppDocument.One> find(
      @Param("org") String org,
      @Param("app") String app,
      @Param("version") String version,
      CallOptions options);

  @RequestLine(
      "GET /orgs/{org}/apps/creations?version={version}&limit={limit}&starting_after={after}")
  HttpAnswer<AppDocument.Many> list(
      @Param("org") String org,
      @Param("version") String version,
      @Param("limit") int limit,
      @Param("after") @Nullable String after,
      CallOptions options);

  @RequestLine("PATCH /orgs/{org}/apps/creations/{app}?version={version}")
  HttpAnswer<AppDocument.One> update(
      @Param("org") String org,
      @Param("app") String app,
      @Param("version") String version,
      AppRequest body,
      CallOptions options);

  @RequestLine("DELETE /orgs/{org}/apps/creations/{app}?version={version}")
  HttpAnswer<Void> delete(
      @Param("org") String org,
      @Param("app") String app,
      @Param("version") String version,
      CallOptions options);

  @RequestLine("POST /orgs/{org}/apps/creations/{app}/secrets?version={version}")
  HttpAnswer<AppDocument.One> secrets(
      @Param("org") String org,
      @Param("app") String app,
      @Param("version") String version,
      SecretRequest body,
      CallOptions options);
}
