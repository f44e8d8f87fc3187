package dev.registrant.testkit.zitadel;

import java.util.List;
import java.util.Map;

/** What a request message looks like in proto3 JSON. */
sealed interface Shape {

  /** A single value. */
  enum Scalar implements Shape {
    TEXT,
    FLAG,
    UINT,
    TIME
  }

  /** An enum; a value is read as its number. */
  record Names(List<String> names) implements Shape {}

  /** A message: member names in lowerCamelCase. */
  record Fields(Map<String, Shape> fields) implements Shape {}

  /** A repeated field. */
  record Many(Shape item) implements Shape {}

  Names TEXT_METHOD =
      new Names(
          List.of(
              "TEXT_QUERY_METHOD_EQUALS",
              "TEXT_QUERY_METHOD_EQUALS_IGNORE_CASE",
              "TEXT_QUERY_METHOD_STARTS_WITH",
              "TEXT_QUERY_METHOD_STARTS_WITH_IGNORE_CASE",
              "TEXT_QUERY_METHOD_CONTAINS",
              "TEXT_QUERY_METHOD_CONTAINS_IGNORE_CASE",
              "TEXT_QUERY_METHOD_ENDS_WITH",
              "TEXT_QUERY_METHOD_ENDS_WITH_IGNORE_CASE"));

  Names AUTH_METHOD =
      new Names(List.of("API_AUTH_METHOD_TYPE_BASIC", "API_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT"));

  Names KEY_TYPE = new Names(List.of("KEY_TYPE_UNSPECIFIED", "KEY_TYPE_JSON"));

  Names LABELING =
      new Names(
          List.of(
              "PRIVATE_LABELING_SETTING_UNSPECIFIED",
              "PRIVATE_LABELING_SETTING_ENFORCE_PROJECT_RESOURCE_OWNER_POLICY",
              "PRIVATE_LABELING_SETTING_ALLOW_LOGIN_USER_RESOURCE_OWNER_POLICY"));

  Fields EMPTY = new Fields(Map.of());

  Fields LIST_QUERY =
      new Fields(Map.of("offset", Scalar.UINT, "limit", Scalar.UINT, "asc", Scalar.FLAG));

  Fields NAME_QUERY = new Fields(Map.of("name", Scalar.TEXT, "method", TEXT_METHOD));

  Fields ROLE_QUERY = new Fields(Map.of("roleKey", Scalar.TEXT, "method", TEXT_METHOD));

  Fields LIST = new Fields(Map.of("query", LIST_QUERY));

  Fields APPS = search(Map.of("nameQuery", NAME_QUERY));

  Fields PROJECTS =
      search(
          Map.of(
              "nameQuery",
              NAME_QUERY,
              "projectResourceOwnerQuery",
              new Fields(Map.of("resourceOwner", Scalar.TEXT))));

  Fields GRANTS = search(Map.of("projectNameQuery", NAME_QUERY, "roleKeyQuery", ROLE_QUERY));

  Fields ALL_GRANTS =
      search(
          Map.of(
              "projectNameQuery",
              NAME_QUERY,
              "roleKeyQuery",
              ROLE_QUERY,
              "projectIdQuery",
              new Fields(Map.of("projectId", Scalar.TEXT)),
              "grantedOrgIdQuery",
              new Fields(Map.of("grantedOrgId", Scalar.TEXT))));

  Fields CHANGES =
      new Fields(
          Map.of(
              "query",
              new Fields(
                  Map.of("sequence", Scalar.UINT, "limit", Scalar.UINT, "asc", Scalar.FLAG))));

  Fields NEW_APP = new Fields(Map.of("name", Scalar.TEXT, "authMethodType", AUTH_METHOD));

  Fields NEW_NAME = new Fields(Map.of("name", Scalar.TEXT));

  Fields API_CONFIG = new Fields(Map.of("authMethodType", AUTH_METHOD));

  Fields NEW_KEY = new Fields(Map.of("type", KEY_TYPE, "expirationDate", Scalar.TIME));

  Fields NEW_PROJECT =
      new Fields(
          Map.of(
              "name", Scalar.TEXT,
              "projectRoleAssertion", Scalar.FLAG,
              "projectRoleCheck", Scalar.FLAG,
              "hasProjectCheck", Scalar.FLAG,
              "privateLabelingSetting", LABELING));

  Fields NEW_GRANT =
      new Fields(Map.of("grantedOrgId", Scalar.TEXT, "roleKeys", new Many(Scalar.TEXT)));

  Fields GRANT_ROLES = new Fields(Map.of("roleKeys", new Many(Scalar.TEXT)));

  private static Fields search(Map<String, Shape> queries) {
    return new Fields(Map.of("query", LIST_QUERY, "queries", new Many(new Fields(queries))));
  }
}
