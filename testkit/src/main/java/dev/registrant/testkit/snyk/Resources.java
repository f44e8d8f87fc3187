package dev.registrant.testkit.snyk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes apps and installs as resources, each with exactly the members the contract allows. */
final class Resources {

  private Resources() {}

  static Map<String, Object> app(App app) {
    return resource(app.id, "app", attributes(app));
  }

  static Map<String, Object> appWithSecret(App app, Optional<String> secret) {
    Map<String, Object> attributes = attributes(app);
    secret.ifPresent(value -> attributes.put("client_secret", value));
    return resource(app.id, "app", attributes);
  }

  private static Map<String, Object> attributes(App app) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("name", app.name());
    app.clientId.ifPresent(id -> attributes.put("client_id", id));
    attributes.put("redirect_uris", app.redirectUris());
    attributes.put("scopes", app.scopes);
    attributes.put("context", app.context);
    attributes.put("access_token_ttl_seconds", app.ttl());
    attributes.put("grant_type", app.grantType());
    attributes.put("is_confidential", true);
    attributes.put("is_public", app.isPublic);
    attributes.put("org_public_id", app.org);
    return attributes;
  }

  static Map<String, Object> newInstall(Install install, String secret) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("client_id", install.clientId());
    attributes.put("client_secret", secret);
    return related(install, attributes, reference(install));
  }

  static Map<String, Object> install(Install install, Version version, Optional<App> expanded) {
    Map<String, Object> reference = reference(install);
    expanded.ifPresent(app -> reference.put("attributes", publicAttributes(app, install)));
    return related(install, installAttributes(install, version), reference);
  }

  static Map<String, Object> installWithSecret(
      Install install, Version version, Optional<String> secret) {
    Map<String, Object> attributes = installAttributes(install, version);
    secret.ifPresent(value -> attributes.put("client_secret", value));
    return related(install, attributes, reference(install));
  }

  private static Map<String, Object> installAttributes(Install install, Version version) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("client_id", install.clientId());
    if (version.tellsInstalledAt()) {
      attributes.put("installed_at", install.installedAt().toString());
    }
    return attributes;
  }

  /** The contract wants a client id here; an unattended app has only that of the install. */
  private static Map<String, Object> publicAttributes(App app, Install install) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("name", app.name());
    attributes.put("client_id", app.clientId.orElse(install.clientId()));
    attributes.put("scopes", app.scopes);
    attributes.put("context", app.context);
    return attributes;
  }

  private static Map<String, Object> related(
      Install install, Map<String, Object> attributes, Map<String, Object> app) {
    Map<String, Object> resource = resource(install.id(), "app_install", attributes);
    resource.put("relationships", Map.of("app", Map.of("data", app)));
    return resource;
  }

  private static Map<String, Object> reference(Install install) {
    Map<String, Object> reference = new LinkedHashMap<>();
    reference.put("id", install.appId());
    reference.put("type", "app");
    return reference;
  }

  private static Map<String, Object> resource(
      String id, String type, Map<String, Object> attributes) {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("id", id);
    resource.put("type", type);
    resource.put("attributes", attributes);
    return resource;
  }
}
