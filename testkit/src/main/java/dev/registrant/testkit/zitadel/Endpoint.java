package dev.registrant.testkit.zitadel;

import java.util.List;

/** The part of {@code /management/v1} that is served. A segment in braces is an id. */
enum Endpoint {
  MY_ORG("GET", "orgs/me", "orgs.get", Permission.ORG_READ, "GetMyOrg"),
  PROJECTS_ADD("POST", "projects", "projects.create", Permission.PROJECT_CREATE, "AddProject"),
  PROJECTS_SEARCH(
      "POST", "projects/_search", "projects.list", Permission.PROJECT_READ, "ListProjects"),
  PROJECTS_GET(
      "GET", "projects/{project}", "projects.get", Permission.PROJECT_READ, "GetProjectByID"),
  PROJECTS_HISTORY(
      "POST",
      "projects/{project}/changes/_search",
      "projects.history",
      Permission.PROJECT_READ,
      "ListProjectChanges"),
  APPS_ADD("POST", "projects/{project}/apps/api", "apps.create", Permission.APP_WRITE, "AddAPIApp"),
  APPS_SEARCH(
      "POST", "projects/{project}/apps/_search", "apps.list", Permission.APP_READ, "ListApps"),
  APPS_GET("GET", "projects/{project}/apps/{app}", "apps.get", Permission.APP_READ, "GetAppByID"),
  APPS_RENAME(
      "PUT", "projects/{project}/apps/{app}", "apps.update", Permission.APP_WRITE, "UpdateApp"),
  APPS_CONFIGURE(
      "PUT",
      "projects/{project}/apps/{app}/api_config",
      "apps.update",
      Permission.APP_WRITE,
      "UpdateAPIAppConfig"),
  APPS_SECRET(
      "POST",
      "projects/{project}/apps/{app}/api_config/_generate_client_secret",
      "secrets.replace",
      Permission.APP_WRITE,
      "RegenerateAPIClientSecret"),
  APPS_DEACTIVATE(
      "POST",
      "projects/{project}/apps/{app}/_deactivate",
      "apps.update",
      Permission.APP_WRITE,
      "DeactivateApp"),
  APPS_REACTIVATE(
      "POST",
      "projects/{project}/apps/{app}/_reactivate",
      "apps.update",
      Permission.APP_WRITE,
      "ReactivateApp"),
  APPS_REMOVE(
      "DELETE", "projects/{project}/apps/{app}", "apps.delete", Permission.APP_DELETE, "RemoveApp"),
  APPS_HISTORY(
      "POST",
      "projects/{project}/apps/{app}/changes/_search",
      "apps.history",
      Permission.APP_READ,
      "ListAppChanges"),
  KEYS_ADD(
      "POST",
      "projects/{project}/apps/{app}/keys",
      "secrets.issue",
      Permission.APP_WRITE,
      "AddAppKey"),
  KEYS_SEARCH(
      "POST",
      "projects/{project}/apps/{app}/keys/_search",
      "secrets.list",
      Permission.APP_READ,
      "ListAppKeys"),
  KEYS_GET(
      "GET",
      "projects/{project}/apps/{app}/keys/{key}",
      "secrets.get",
      Permission.APP_READ,
      "GetAppKey"),
  KEYS_REMOVE(
      "DELETE",
      "projects/{project}/apps/{app}/keys/{key}",
      "secrets.revoke",
      Permission.APP_WRITE,
      "RemoveAppKey"),
  GRANTS_ADD(
      "POST",
      "projects/{project}/grants",
      "installs.create",
      Permission.GRANT_WRITE,
      "AddProjectGrant"),
  GRANTS_SEARCH(
      "POST",
      "projects/{project}/grants/_search",
      "installs.list",
      Permission.GRANT_READ,
      "ListProjectGrants"),
  GRANTS_SEARCH_ALL(
      "POST",
      "projectgrants/_search",
      "installs.list",
      Permission.GRANT_READ,
      "ListAllProjectGrants"),
  GRANTS_GET(
      "GET",
      "projects/{project}/grants/{grant}",
      "installs.get",
      Permission.GRANT_READ,
      "GetProjectGrantByID"),
  GRANTS_CHANGE(
      "PUT",
      "projects/{project}/grants/{grant}",
      "installs.update",
      Permission.GRANT_WRITE,
      "UpdateProjectGrant"),
  GRANTS_DEACTIVATE(
      "POST",
      "projects/{project}/grants/{grant}/_deactivate",
      "installs.update",
      Permission.GRANT_WRITE,
      "DeactivateProjectGrant"),
  GRANTS_REACTIVATE(
      "POST",
      "projects/{project}/grants/{grant}/_reactivate",
      "installs.update",
      Permission.GRANT_WRITE,
      "ReactivateProjectGrant"),
  GRANTS_REMOVE(
      "DELETE",
      "projects/{project}/grants/{grant}",
      "installs.delete",
      Permission.GRANT_DELETE,
      "RemoveProjectGrant");

  private final String method;
  private final List<String> pattern;
  private final String operation;
  private final Permission permission;
  private final String call;

  Endpoint(String method, String pattern, String operation, Permission permission, String call) {
    this.method = method;
    this.pattern = List.of(pattern.split("/"));
    this.operation = operation;
    this.permission = permission;
    this.call = call;
  }

  String method() {
    return method;
  }

  List<String> pattern() {
    return pattern;
  }

  String operation() {
    return operation;
  }

  Permission permission() {
    return permission;
  }

  /** The request message's name, which validation puts into its texts. */
  String request() {
    return call + "Request";
  }

  /** Whether a role in the one project of the path is enough, and one in another is not. */
  boolean checksProject() {
    return pattern.contains("{project}");
  }

  boolean writes() {
    return !operation.endsWith(".get")
        && !operation.endsWith(".list")
        && !operation.endsWith(".history");
  }

  Shape.Fields shape() {
    return switch (this) {
      case PROJECTS_ADD -> Shape.NEW_PROJECT;
      case PROJECTS_SEARCH -> Shape.PROJECTS;
      case APPS_ADD -> Shape.NEW_APP;
      case APPS_SEARCH -> Shape.APPS;
      case APPS_RENAME -> Shape.NEW_NAME;
      case APPS_CONFIGURE -> Shape.API_CONFIG;
      case KEYS_ADD -> Shape.NEW_KEY;
      case KEYS_SEARCH -> Shape.LIST;
      case GRANTS_ADD -> Shape.NEW_GRANT;
      case GRANTS_CHANGE -> Shape.GRANT_ROLES;
      case GRANTS_SEARCH -> Shape.GRANTS;
      case GRANTS_SEARCH_ALL -> Shape.ALL_GRANTS;
      default -> Shape.EMPTY;
    };
  }
}
