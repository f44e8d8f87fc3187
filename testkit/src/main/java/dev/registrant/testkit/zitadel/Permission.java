package dev.registrant.testkit.zitadel;

/** What an endpoint asks of its caller. */
enum Permission {
  ORG_READ,
  PROJECT_CREATE,
  PROJECT_READ,
  APP_READ,
  APP_WRITE,
  APP_DELETE,
  GRANT_READ,
  GRANT_WRITE,
  GRANT_DELETE
}
