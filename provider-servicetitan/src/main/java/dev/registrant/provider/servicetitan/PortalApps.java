package dev.registrant.provider.servicetitan;

import dev.registrant.http.CallOptions;
import dev.registrant.http.HttpAnswer;
import dev.registrant.provider.servicetitan.PortalDocument.Listed;
import dev.registrant.provider.servicetitan.PortalDocument.Page;
import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.AppPage;
import dev.registrant.spi.AppRegistry;
import dev.registrant.spi.Call;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.CredentialChange;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The apps of a developer organization, by the back end of the portal. Its only write replaces the
 * whole state of an app and answers nothing, so each is preceded and followed by a read.
 */
final class PortalApps implements AppRegistry {
  private final ServiceTitanSettings settings;
  private final PortalApi api;
  private final MetadataRules rules;

  PortalApps(ServiceTitanSettings settings, PortalApi api) {
    this.settings = settings;
    this.api = api;
    this.rules = new MetadataRules(settings.prefixes());
  }

  @Override
  public List<Violation> violations(ClientMetadata metadata, Operation operation) {
    return rules.violations(metadata);
  }

  @Override
  public Answer<App> create(ClientMetadata metadata, Call call) {
    Page before = page(call);
    PortalState wanted = PortalState.create(settings.completed(metadata));
    HttpAnswer<Void> answer = save(before, wanted, call);
    Listed made =
        afterWrite(
            () -> made(before, wanted, metadata.text(ServiceTitanCapabilities.MARKER), page(call)));
    PortalFacts facts = facts(made, PortalFacts.none(), call);
    return new Answer<>(app(made, facts), key(made), answer.requestId());
  }

  /** Looks for the marker among the new apps; without one, for an app as it was wanted. */
  private static Listed made(Page before, PortalState wanted, Optional<String> marker, Page after) {
    Set<Long> known = before.live().stream().map(Listed::id).collect(Collectors.toSet());
    List<Listed> candidates =
        after.live().stream()
            .filter(app -> !known.contains(app.id()))
            .filter(
                app ->
                    marker.isPresent()
                        ? app.marker().equals(marker)
                        : PortalState.of(app).isLike(wanted))
            .toList();
    if (candidates.size() != 1 || key(candidates.get(0)).isEmpty()) {
      throw new RegistrationException.OutcomeUnknown(
          switch (candidates.size()) {
            case 0 -> "the portal took the new app, but does not list it yet";
            case 1 -> "the portal took the new app, but does not show its key yet";
            default -> "the portal lists several new apps that may be the one";
          },
          "Reconcile, or look at My Apps and adopt it",
          ErrorDetails.builder(Outcome.UNKNOWN)
              .candidates(candidates.stream().map(Listed::idText).toList())
              .build(),
          null);
    }
    return candidates.get(0);
  }

  @Override
  public Answer<App> find(AppId id, Call call) {
    Listed app = require(page(call), id);
    PortalFacts facts = PortalFacts.read(api, settings, app.idText(), call);
    return new Answer<>(app(app, facts), key(app), Optional.empty());
  }

  /** Shows what the portal lists and no more: asking for the rest would take requests per app. */
  @Override
  public Answer<AppPage> list(Optional<String> cursor, Call call) {
    List<App> apps = page(call).live().stream().map(app -> app(app, PortalFacts.none())).toList();
    return Answer.of(new AppPage(apps, Optional.empty()), Optional.empty());
  }

  @Override
  public Answer<App> update(App current, ClientMetadata wanted, Call call) {
    Page page = page(call);
    Listed fresh = require(page, current.id());
    PortalState before = PortalState.of(fresh);
    requireUntouched(before.overwritten(current.metadata(), wanted));
    PortalState written = before.merged(current.metadata(), wanted);
    if (written.equals(before)) {
      PortalFacts known = facts(fresh, PortalFacts.of(current), call);
      return Answer.of(app(fresh, known), Optional.empty());
    }
    HttpAnswer<Void> answer = save(page, written, call);
    Listed now = afterWrite(() -> require(page(call), current.id()));
    requireWritten(before, written, PortalState.of(now));
    PortalFacts facts = facts(now, PortalFacts.of(current), call);
    return Answer.of(app(now, facts), answer.requestId());
  }

  /** What a person changed between the read and now is theirs to keep. */
  private static void requireUntouched(List<String> overwritten) {
    if (!overwritten.isEmpty()) {
      throw new RegistrationException.Conflict(
          "somebody changed what is to be changed: " + String.join(", ", overwritten),
          "Read the app and decide; nothing was sent",
          ErrorDetails.builder(Outcome.NOT_APPLIED).build());
    }
  }

  /** The last PUT wins, so a person who saved at the same time shows only afterwards. */
  private static void requireWritten(PortalState before, PortalState written, PortalState now) {
    List<String> differences = written.differences(now);
    if (differences.isEmpty()) {
      return;
    }
    if (now.isLike(before)) {
      throw new RegistrationException.OutcomeUnknown(
          "the portal took the change, but still shows the app as it was before",
          "Read the app again; the portal may be slow, or may not take such a change",
          ErrorDetails.builder(Outcome.UNKNOWN).build(),
          null);
    }
    throw new RegistrationException.Conflict(
        "the portal shows something else than what was saved: " + String.join(", ", differences),
        "Somebody saved the app at the same time, or the portal does not take the change; read the"
            + " app and decide",
        ErrorDetails.builder(Outcome.APPLIED).build());
  }

  @Override
  public Answer<AppId> delete(AppId id, Call call) {
    Page page = page(call);
    PortalState last = PortalState.of(require(page, id));
    HttpAnswer<Void> answer = save(page, last.gone(), call);
    boolean there = afterWrite(() -> page(call).app(id.value()).isPresent());
    if (there) {
      throw new RegistrationException.OutcomeUnknown(
          "the portal took the deletion, but still shows the app",
          "Read the app again before anything else",
          ErrorDetails.builder(Outcome.UNKNOWN).build(),
          null);
    }
    return Answer.of(id, answer.requestId());
  }

  /**
   * Reads the list, as everything here begins. How it refuses who is not signed in is not known:
   * 403 is one way.
   */
  private Page page(Call call) {
    HttpAnswer<Page> answer;
    try {
      answer = api.apps(CallOptions.reading(call));
    } catch (RegistrationException.Denied e) {
      throw new RegistrationException.Unauthenticated(
          "the portal does not let the session in", e.advice(), e.details());
    }
    Page page = answer.requireBody();
    if (page.apps() == null) {
      throw answer.unusable("the portal answered without a list of apps", List.of());
    }
    return page;
  }

  private HttpAnswer<Void> save(Page page, PortalState state, Call call) {
    ServiceTitanSettings.Portal portal = settings.portal().orElseThrow();
    if (!portal.savesByProject()) {
      return api.save(state, CallOptions.of(call));
    }
    String project =
        portal
            .projectId()
            .or(() -> Optional.ofNullable(page.projectId()))
            .orElseThrow(
                () ->
                    new RegistrationException.ProtocolError(
                        "the portal names no project to save the app in",
                        "Give the setting projectId; nothing was sent",
                        ErrorDetails.builder(Outcome.NOT_APPLIED).build()));
    return api.save(project, state, CallOptions.of(call));
  }

  /** A read that fails after the portal took the write leaves open what became of it. */
  private static <T> T afterWrite(Supplier<T> read) {
    try {
      return read.get();
    } catch (RegistrationException.Interrupted e) {
      throw e.with(e.details().toBuilder().outcome(Outcome.UNKNOWN).build());
    } catch (RegistrationException e) {
      throw new RegistrationException.OutcomeUnknown(
          "the portal took what was saved, but then could not show it: " + e.problem(),
          e.advice(),
          e.details().toBuilder().outcome(Outcome.UNKNOWN).build(),
          e);
    }
  }

  /** After a write nothing may fail for the sake of what is only shown. */
  private PortalFacts facts(Listed app, PortalFacts otherwise, Call call) {
    try {
      return PortalFacts.read(api, settings, app.idText(), call);
    } catch (RegistrationException e) {
      return otherwise;
    }
  }

  private static Listed require(Page page, AppId id) {
    return page.app(id.value())
        .orElseThrow(
            () ->
                new RegistrationException.NotFound(
                    "the portal lists no app " + id,
                    "Check the id: its number or its App ID; it may have been deleted",
                    ErrorDetails.builder(Outcome.NOT_APPLIED).build()));
  }

  /** The portal shows the key with each app, for as long as there is the app. */
  private static List<CredentialChange> key(Listed app) {
    return Optional.ofNullable(app.key())
        .filter(key -> !key.isBlank())
        .map(key -> CredentialChange.added(CredentialKind.APP_KEY, Secret.of(key)))
        .stream()
        .toList();
  }

  private App app(Listed app, PortalFacts facts) {
    PortalState state = PortalState.of(app);
    ClientMetadata.Builder metadata =
        ClientMetadata.builder()
            .clientName(state.name())
            .set(ServiceTitanCapabilities.ORGANIZATION, state.organizationName())
            .set(ClientMetadata.CLIENT_URI, state.homepageUrl())
            .scopes(List.copyOf(state.authScopes()))
            .set(
                ServiceTitanCapabilities.TENANTS,
                app.tenants().stream()
                    .map(entry -> new Tenant(entry.tenant(), Marker.strip(entry.text())).text())
                    .toList());
    List<String> outstanding =
        new Outstanding(facts, settings.environment())
            .texts(app.tenants().stream().map(PortalDocument.Availability::tenant).toList());
    if (!outstanding.isEmpty()) {
      metadata.set(ServiceTitanCapabilities.OUTSTANDING, outstanding);
    }
    app.marker().ifPresent(marker -> metadata.set(ServiceTitanCapabilities.MARKER, marker));
    Optional.ofNullable(app.publicId())
        .filter(id -> !id.isBlank())
        .ifPresent(id -> metadata.set(ServiceTitanCapabilities.APP_ID, id));
    return new App(
        new AppId(app.idText()),
        Optional.empty(),
        facts.status(),
        metadata.build().with(facts.metadata()));
  }
}
