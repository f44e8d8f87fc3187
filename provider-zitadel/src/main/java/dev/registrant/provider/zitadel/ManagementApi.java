package dev.registrant.provider.zitadel;

import dev.registrant.http.CallOptions;
import dev.registrant.http.HttpAnswer;
import feign.Param;
import feign.RequestLine;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The endpoints of {@code /management/v1} for API apps and their keys, and their project. */
interface ManagementApi {
  /** What endpoints take that want a body and nothing in it. */
  Map<String, String> NOTHING = Map.of();

  record NewApp(String name, String authMethodType) {}

  record NewName(String name) {}

  record NewMethod(String authMethodType) {}

  record NewKey(String type, @Nullable String expirationDate) {}

  /** Without a limit, which v1 does not need: it then gives everything. */
  record Search(Query query) {
    record Query(@Nullable String offset) {}
  }

  @RequestLine("GET /management/v1/projects/{project}")
  HttpAnswer<Void> project(@Param("project") String project, CallOptions options);

  @RequestLine("POST /management/v1/projects/{project}/apps/api")
  HttpAnswer<Documents.Created> create(
      @Param("project") String project, NewApp body, CallOptions options);

  @RequestLine("GET /management/v1/projects/{project}/apps/{app}")
  HttpAnswer<Documents.One> find(
      @Param("project") String project, @Param("app") String app, CallOptions options);

  @RequestLine("POST /management/v1/projects/{project}/apps/_search")
  HttpAnswer<Documents.Apps> search(
      @Param("project") String project, Search body, CallOptions options);

  @RequestLine("PUT /management/v1/projects/{project}/apps/{app}")
  HttpAnswer<Documents.Changed> rename(
      @Param("project") String project,
      @Param("app") String app,
      NewName body,
      CallOptions options);

  @RequestLine("PUT /management/v1/projects/{project}/apps/{app}/api_config")
  HttpAnswer<Documents.Changed> changeMethod(
      @Param("project") String project,
      @Param("app") String app,
      NewMethod body,
      CallOptions options);

  @RequestLine("POST /management/v1/projects/{project}/apps/{app}/_deactivate")
  HttpAnswer<Documents.Changed> deactivate(
      @Param("project") String project,
      @Param("app") String app,
      Map<String, String> body,
      CallOptions options);

  @RequestLine("POST /management/v1/projects/{project}/apps/{app}/_reactivate")
  HttpAnswer<Documents.Changed> reactivate(
      @Param("project") String project,
      @Param("app") String app,
      Map<String, String> body,
      CallOptions options);

  @RequestLine("DELETE /management/v1/projects/{project}/apps/{app}")
  HttpAnswer<Void> delete(
      @Param("project") String project, @Param("app") String app, CallOptions options);

  @RequestLine(
      "POST /management/v1/projects/{project}/apps/{app}/api_config/_generate_client_secret")
  HttpAnswer<Documents.NewSecret> generateSecret(
      @Param("project") String project,
      @Param("app") String app,
      Map<String, String> body,
      CallOptions options);

  @RequestLine("POST /management/v1/projects/{project}/apps/{app}/keys")
  HttpAnswer<Documents.NewKey> addKey(
      @Param("project") String project, @Param("app") String app, NewKey body, CallOptions options);

  @RequestLine("POST /management/v1/projects/{project}/apps/{app}/keys/_search")
  HttpAnswer<Documents.Keys> searchKeys(
      @Param("project") String project, @Param("app") String app, Search body, CallOptions options);

  @RequestLine("DELETE /management/v1/projects/{project}/apps/{app}/keys/{key}")
  HttpAnswer<Void> removeKey(
      @Param("project") String project,
      @Param("app") String app,
      @Param("key") String key,
      CallOptions options);
}
