package dev.registrant.testkit.zitadel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The discovery document. */
final class Discovery {

  private Discovery() {}

  static Map<String, Object> of(String issuer) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("issuer", issuer);
    members.put("authorization_endpoint", issuer + "/oauth/v2/authorize");
    members.put("token_endpoint", issuer + "/oauth/v2/token");
    members.put("introspection_endpoint", issuer + "/oauth/v2/introspect");
    members.put("userinfo_endpoint", issuer + "/oidc/v1/userinfo");
    members.put("revocation_endpoint", issuer + "/oauth/v2/revoke");
    members.put("jwks_uri", issuer + "/oauth/v2/keys");
    members.put("response_types_supported", List.of("code", "id_token", "id_token token"));
    members.put(
        "grant_types_supported",
        List.of(
            "authorization_code",
            "implicit",
            "refresh_token",
            "client_credentials",
            "urn:ietf:params:oauth:grant-type:jwt-bearer"));
    members.put(
        "token_endpoint_auth_methods_supported",
        List.of("none", "client_secret_basic", "client_secret_post", "private_key_jwt"));
    members.put(
        "introspection_endpoint_auth_methods_supported",
        List.of("client_secret_basic", "private_key_jwt"));
    members.put("introspection_endpoint_auth_signing_alg_values_supported", List.of("RS256"));
    return members;
  }
}
