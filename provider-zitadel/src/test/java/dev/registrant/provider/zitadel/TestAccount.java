package dev.registrant.provider.zitadel;

import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppStatus;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Connection;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Secret;
import dev.registrant.spi.SecretManager;
import dev.registrant.spi.VendorCredential;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** An account at a server, and calls on it with a gate of their own each. */
final class TestAccount implements AutoCloseable {
  static final String PROJECT = "310000000000000001";
  static final String TOKEN = "pat-4711-secret";

  private final TestContext context = new TestContext();
  private final Connection connection;
  private final List<GateCall> calls = new ArrayList<>();

  private TestAccount(Map<String, String> values, Map<String, Supplier<Secret>> secrets) {
    ZitadelProvider provider = new ZitadelProvider();
    this.connection = provider.connect(provider.configuration().bind(values, secrets), context);
  }

  static TestAccount at(URI url) {
    return at(url, Map.of());
  }

  static TestAccount at(URI url, Map<String, String> more) {
    return new TestAccount(values(url, more), Map.of("token", () -> Secret.of(TOKEN)));
  }

  static TestAccount with(
      URI url, Map<String, String> more, Map<String, Supplier<Secret>> secrets) {
    return new TestAccount(values(url, more), secrets);
  }

  private static Map<String, String> values(URI url, Map<String, String> more) {
    Map<String, String> values = new HashMap<>();
    values.put("baseUrl", url.toString());
    values.put("project", PROJECT);
    values.putAll(more);
    return values;
  }

  static ClientMetadata basic(String name) {
    return ClientMetadata.builder().clientName(name).build();
  }

  static ClientMetadata byKeys(String name) {
    return basic(name).with(method("private_key_jwt"));
  }

  static ClientMetadata method(String word) {
    return ClientMetadata.builder().set(ClientMetadata.TOKEN_ENDPOINT_AUTH_METHOD, word).build();
  }

  static ClientMetadata state(String word) {
    return ClientMetadata.builder().set("state", word).build();
  }

  /** An active app by a secret. */
  static App app(String id, String name) {
    ClientMetadata metadata = basic(name).with(method("client_secret_basic")).with(state("active"));
    return new App(new AppId(id), Optional.of("c" + id), AppStatus.ACTIVE, metadata);
  }

  TestContext context() {
    return context;
  }

  Connection connection() {
    return connection;
  }

  /** The methods at the gate of the last call. */
  List<String> passed() {
    return calls.get(calls.size() - 1).passed();
  }

  Answer<App> create(ClientMetadata metadata) {
    return connection.apps().create(metadata, call(Operation.APPS_CREATE));
  }

  App find(String id) {
    return connection.apps().find(new AppId(id), call(Operation.APPS_GET)).value();
  }

  List<App> list() {
    return connection.apps().list(Optional.empty(), call(Operation.APPS_LIST)).value().apps();
  }

  /** Changes an app by one request for each step. */
  App update(App current, ClientMetadata changes) {
    App app = current;
    for (ClientMetadata step : connection.apps().steps(current, current.metadata().with(changes))) {
      app = connection.apps().update(app, step, call(Operation.APPS_UPDATE)).value();
    }
    return app;
  }

  void delete(String id) {
    connection.apps().delete(new AppId(id), call(Operation.APPS_DELETE));
  }

  List<VendorCredential> keys(App app) {
    return secrets().list(app, call(Operation.SECRETS_LIST)).value();
  }

  Answer<AppId> issue(App app, CredentialKind kind) {
    return secrets().issue(app, kind, call(Operation.SECRETS_ISSUE));
  }

  Answer<AppId> replace(App app, CredentialKind kind) {
    return secrets().replace(app, kind, call(Operation.SECRETS_REPLACE));
  }

  void revoke(App app, CredentialKind kind, Optional<String> id) {
    secrets().revoke(app, kind, id, Optional.empty(), call(Operation.SECRETS_REVOKE));
  }

  private SecretManager secrets() {
    return connection.secrets().orElseThrow();
  }

  GateCall call(Operation operation) {
    GateCall call = new GateCall(operation);
    calls.add(call);
    return call;
  }

  @Override
  public void close() throws Exception {
    connection.close();
    context.close();
  }
}
