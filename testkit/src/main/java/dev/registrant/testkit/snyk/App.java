package dev.registrant.testkit.snyk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An app. What Snyk fixes at creation is final. */
final class App {

  final long sequence;
  final String id;
  final String org;
  final Optional<String> clientId;
  final List<String> scopes;
  final String context;
  final boolean isPublic;
  final Secrets secrets;
  private String name;
  private List<String> redirectUris;
  private Number ttl;

  App(long sequence, String id, String org, Optional<String> clientId, NewApp wish, boolean open) {
    this(sequence, id, org, clientId, wish, open, new Secrets());
  }

  private App(
      long sequence,
      String id,
      String org,
      Optional<String> clientId,
      NewApp wish,
      boolean isPublic,
      Secrets secrets) {
    this.sequence = sequence;
    this.id = id;
    this.org = org;
    this.clientId = clientId;
    this.scopes = wish.scopes();
    this.context = wish.context();
    this.isPublic = isPublic;
    this.secrets = secrets;
    this.name = wish.name();
    this.redirectUris = wish.redirectUris();
    this.ttl = wish.ttl();
  }

  App copy() {
    NewApp wish = new NewApp(name, redirectUris, scopes, context, ttl);
    return new App(sequence, id, org, clientId, wish, isPublic, secrets.copy());
  }

  String name() {
    return name;
  }

  List<String> redirectUris() {
    return redirectUris;
  }

  void rename(String other) {
    name = other;
  }

  void redirectTo(List<String> uris) {
    redirectUris = List.copyOf(uris);
  }

  void live(Number seconds) {
    ttl = seconds;
  }

  Number ttl() {
    return ttl;
  }

  /** An app without a client of its own: each install has one. */
  boolean unattended() {
    return clientId.isEmpty();
  }

  String grantType() {
    return unattended() ? "client_credentials" : "authorization_code";
  }

  Map<String, Object> state() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", id);
    members.put("name", name);
    clientId.ifPresent(value -> members.put("clientId", value));
    members.put("secrets", secrets.values());
    members.put("org", org);
    members.put("redirectUris", redirectUris);
    members.put("scopes", scopes);
    members.put("context", context);
    members.put("accessTokenTtlSeconds", ttl);
    members.put("grantType", grantType());
    members.put("isPublic", isPublic);
    return members;
  }
}
