package dev.registrant.provider.zitadel;

import dev.registrant.http.CallOptions;
import dev.registrant.http.HttpAnswer;
import dev.registrant.provider.zitadel.ManagementApi.NewKey;
import dev.registrant.spi.Answer;
import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Call;
import dev.registrant.spi.CredentialChange;
import dev.registrant.spi.CredentialKind;
import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.SecretManager;
import dev.registrant.spi.VendorCredential;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The one secret of an app, or its keys. */
final class ZitadelSecrets implements SecretManager {
  private static final String KEY_TYPE = "KEY_TYPE_JSON";

  /** A key without an end is given the last second of this year. */
  private static final int YEAR_OF_NEVER = 9999;

  private final String project;
  private final OptionalLong keyDays;
  private final ManagementApi api;
  private final InstantSource clock;

  ZitadelSecrets(ZitadelSettings settings, ManagementApi api, InstantSource clock) {
    this.project = settings.project();
    this.keyDays = settings.keyExpirationDays();
    this.api = api;
    this.clock = clock;
  }

  /** The keys that are not disabled; the secret is never listed. */
  @Override
  public Answer<List<VendorCredential>> list(App app, Call call) {
    List<VendorCredential> keys =
        WholeList.of(
                search ->
                    api.searchKeys(project, app.id().value(), search, CallOptions.reading(call)))
            .entrySet()
            .stream()
            .map(
                key ->
                    new VendorCredential(
                        key.getKey().value(),
                        CredentialKind.PRIVATE_KEY,
                        end(key.getValue().expirationDate())))
            .toList();
    if (keys.isEmpty()) {
      api.find(project, app.id().value(), CallOptions.reading(call)); // one that is gone has none
    }
    return Answer.of(keys, Optional.empty());
  }

  @Override
  public Answer<AppId> issue(App app, CredentialKind kind, Call call) {
    require(
        kind == CredentialKind.PRIVATE_KEY,
        "ZITADEL adds only keys to an app; it has one secret",
        "Replace the secret instead",
        call);
    Optional<Instant> end =
        keyDays.isPresent()
            ? Optional.of(
                clock
                    .instant()
                    .truncatedTo(ChronoUnit.SECONDS)
                    .plus(keyDays.getAsLong(), ChronoUnit.DAYS))
            : Optional.empty();
    HttpAnswer<Documents.NewKey> answer =
        api.addKey(
            project,
            app.id().value(),
            new NewKey(KEY_TYPE, end.map(Instant::toString).orElse(null)),
            CallOptions.of(call));
    Documents.NewKey key = answer.requireBody();
    String id = AppReading.id(key.id(), answer).value();
    CredentialChange change =
        CredentialChange.added(CredentialKind.PRIVATE_KEY, document(key, answer))
            .identified(id, end);
    return new Answer<>(app.id(), List.of(change), answer.requestId());
  }

  /** The secret that was answered is good; the one before ends where the news has arrived. */
  @Override
  public Answer<AppId> replace(App app, CredentialKind kind, Call call) {
    require(
        kind == CredentialKind.CLIENT_SECRET,
        "ZITADEL replaces no key",
        "Issue a further key and revoke the old one",
        call);
    HttpAnswer<Documents.NewSecret> answer =
        api.generateSecret(project, app.id().value(), ManagementApi.NOTHING, CallOptions.of(call));
    String secret = answer.requireBody().clientSecret();
    if (secret == null || secret.isEmpty()) {
      throw answer.unusable("ZITADEL answered without the new secret", List.of(app.id().value()));
    }
    return new Answer<>(
        app.id(),
        List.of(CredentialChange.replacing(CredentialKind.CLIENT_SECRET, Secret.of(secret))),
        answer.requestId());
  }

  @Override
  public Answer<AppId> revoke(
      App app, CredentialKind kind, Optional<String> vendorId, Optional<Secret> value, Call call) {
    require(
        kind == CredentialKind.PRIVATE_KEY && vendorId.isPresent(),
        "ZITADEL revokes only keys, and by their ids",
        "Replace a secret instead of revoking it",
        call);
    HttpAnswer<Void> answer =
        api.removeKey(project, app.id().value(), vendorId.orElseThrow(), CallOptions.of(call));
    return Answer.of(app.id(), answer.requestId());
  }

  /** The JSON document as ZITADEL wrote it, which its client libraries read. */
  private static Secret document(Documents.NewKey key, HttpAnswer<?> answer) {
    try {
      byte[] json = Base64.getDecoder().decode(Optional.ofNullable(key.keyDetails()).orElse(""));
      return Secret.of(new String(json, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw answer.unusable(
          "ZITADEL answered without the private key of the new key",
          Optional.ofNullable(key.id()).stream().toList());
    }
  }

  private static Optional<Instant> end(@Nullable String date) {
    if (date == null) {
      return Optional.empty();
    }
    try {
      Instant end = OffsetDateTime.parse(date).toInstant();
      return end.atOffset(ZoneOffset.UTC).getYear() >= YEAR_OF_NEVER
          ? Optional.empty()
          : Optional.of(end);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static void require(boolean possible, String problem, String advice, Call call) {
    if (!possible) {
      throw new RegistrationException.Unsupported(
          problem,
          advice + "; nothing was sent",
          ErrorDetails.builder(Outcome.NOT_APPLIED).operation(call.operation()).build());
    }
  }
}
