package dev.registrant.provider.servicetitan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppRegistry;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Connection;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.testkit.Fault;
import dev.registrant.testkit.FaultKind;
import dev.registrant.testkit.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.function.Executable;

/** A simulated portal, an account of it, and people who use it too. */
final class PortalStage implements AutoCloseable {
  static final String VENDOR = "servicetitan";

  private final Sandbox sandbox = Sandbox.start();
  private final FakeContext context = new FakeContext(InstantSource.system());
  private Supplier<Secret> token = () -> Secret.of(account("portalToken"));

  Connection connect(Map<String, String> more) {
    Map<String, String> values = new HashMap<>(more);
    values.putIfAbsent("mode", "portal");
    values.putIfAbsent("portalUrl", account("portalUrl"));
    return new ServiceTitanProvider()
        .connect(Apps.settings(values, Map.of("portalToken", () -> token.get())), context);
  }

  AppRegistry apps() {
    return connect(Map.of()).apps();
  }

  /** With the contract of the project's own. */
  AppRegistry knowingApps() {
    return connect(
            Map.of(
                "versionsPath", "/c/apps/{app}/versions",
                "connectionsPath", "/c/apps/{app}/connections",
                "approvalPath", "/c/apps/{app}/approval"))
        .apps();
  }

  String account(String name) {
    return sandbox.account(VENDOR).get(name);
  }

  void signedInWith(String name) {
    token = () -> Secret.of(account(name));
  }

  void signedInWithToken(String value) {
    token = () -> Secret.of(value);
  }

  void behave(String name, String value) {
    sandbox.behave(VENDOR, name, value);
  }

  void arm(String operation, FaultKind kind) {
    sandbox.arm(Fault.of(VENDOR, operation, kind));
  }

  void refuse(String operation, int status) {
    sandbox.arm(Fault.of(VENDOR, operation, FaultKind.REFUSE).status(status));
  }

  Answer<App> create(ClientMetadata.Builder metadata) {
    return apps().create(metadata.build(), new GateCall(Operation.APPS_CREATE));
  }

  App find(App app) {
    return apps().find(app.id(), new GateCall(Operation.APPS_GET)).value();
  }

  /** What somebody saves in the portal meanwhile. */
  void saved(App app, ClientMetadata changes) {
    App now = find(app);
    apps().update(now, now.metadata().with(changes), new GateCall(Operation.APPS_UPDATE));
  }

  /** What somebody does; the members are JSON without its braces. */
  String human(String members) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(sandbox.admin() + "/human"))
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"vendor\":\"servicetitan\"," + members + "}"))
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Map<?, ?> state() {
    return (Map<?, ?>) sandbox.state().get(VENDOR);
  }

  /** What the portal has of its only app. */
  Map<?, ?> onlyApp() {
    List<?> apps = (List<?>) state().get("apps");
    if (apps.size() != 1) {
      throw new AssertionError("apps: " + apps.size());
    }
    return (Map<?, ?>) apps.get(0);
  }

  int requests() {
    return ((Map<?, ?>) state().get("requests")).size();
  }

  @Override
  public void close() throws Exception {
    context.close();
    sandbox.close();
  }

  static void assertUnknown(Executable call) {
    RegistrationException thrown = assertThrows(RegistrationException.OutcomeUnknown.class, call);
    assertEquals(Outcome.UNKNOWN, thrown.outcome());
  }
}
