package dev.registrant.provider.zitadel;

import static dev.registrant.http.ErrorKind.CONFLICT;
import static dev.registrant.http.ErrorKind.DENIED;
import static dev.registrant.http.ErrorKind.INVALID_REQUEST;
import static dev.registrant.http.ErrorKind.NOT_FOUND;
import static dev.registrant.http.ErrorKind.OUTCOME_UNKNOWN;
import static dev.registrant.http.ErrorKind.PROTOCOL_ERROR;
import static dev.registrant.http.ErrorKind.RATE_LIMITED;
import static dev.registrant.http.ErrorKind.UNAUTHENTICATED;
import static dev.registrant.http.ErrorKind.UNAVAILABLE;

import dev.registrant.http.ErrorKind;
import dev.registrant.http.HttpAnswer;
import dev.registrant.http.VendorError;
import dev.registrant.spi.Operation;
import dev.registrant.spi.RegistrationException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads ZITADEL's errors: by the id of the place that raised one, else by its gRPC code, else by
 * the HTTP status. Never by its text, which is localised and not shown either.
 */
final class ZitadelErrors {
  private static final Set<String> ALREADY_SO =
      Set.of("COMMAND-2m8vx", "COMMAND-1m88i", "COMMAND-dsh35", "COMMAND-1n8cM");

  private static final String PERMISSION =
      "Give the service account the role PROJECT_OWNER of the project";
  private static final String DELETION =
      "ORG_OWNER may not delete apps: give the service account the role PROJECT_OWNER of the"
          + " project, or set the app's state to inactive instead";
  private static final String QUOTA = "the request quota of the instance is used up";
  private static final String BLOCKED =
      "Do not repeat it: look at the instance's quota and limits, only they lift it";

  /** What errors of known ids mean. */
  private static final List<Meaning> KNOWN =
      List.of(
          meaning(
              NOT_FOUND,
              "the project has no such app",
              "Check the id",
              "COMMAND-28di9",
              "COMMAND-2n8uU",
              "COMMAND-2g66f",
              "COMMAND-ov9d3",
              "COMMAND-0po9s",
              "COMMAND-sak25",
              "QUERY-pCP8P"),
          meaning(
              NOT_FOUND,
              "the app belongs to another organisation",
              "Check the setting org",
              "MANAG-SFf2a"),
          meaning(
              NOT_FOUND,
              "the organisation has no such project",
              "Check the settings project and org",
              "QUERY-fk2fs"),
          meaning(
              NOT_FOUND,
              "the app has no such key",
              "List its keys",
              "COMMAND-4m77G",
              "QUERY-Tha6f"),
          meaning(
              CONFLICT,
              "the name is taken in the project",
              "Choose another name; upper and lower case and the kind of app make no difference",
              "V3-DKcYh"),
          meaning(
              INVALID_REQUEST,
              "the organisation has no such project",
              "Check the settings project and org",
              "COMMA-VCnwD",
              "COMMAND-EbFMN"),
          meaning(
              INVALID_REQUEST,
              "the app is not an API app",
              "Give the id of an API app",
              "COMMAND-Gnwt3",
              "COMMAND-aeH4"),
          meaning(
              INVALID_REQUEST,
              "the app does not authenticate by keys",
              "Set its token_endpoint_auth_method to private_key_jwt first",
              "COMMAND-Dff54"),
          meaning(
              INVALID_REQUEST,
              "the key would end in the past",
              "Check keyExpirationDays and this machine's clock",
              "DOMAIN-dv3t5"),
          meaning(
              DENIED,
              "the service account has no role in the organisation",
              "Check the setting org and give the service account the role PROJECT_OWNER",
              "AUTHZ-cdgFk"),
          meaning(
              DENIED,
              "no role of the service account allows it",
              PERMISSION,
              "AUTH-5mWD2",
              "AUTH-AWfge",
              "AUTH-Swrgg2"),
          meaning(DENIED, "the role is for other projects", PERMISSION, "AUTH-3jknH"),
          meaning(DENIED, "there is no such organisation", "Check the setting org", "AUTH-Bs7Ds"),
          meaning(DENIED, QUOTA, BLOCKED, "QUOTA-vjAy8"),
          meaning(DENIED, "the instance is blocked", BLOCKED, "LIMITS-molsj"),
          meaning(
              UNAUTHENTICATED,
              "the token is invalid, expired, revoked or for another instance",
              "Give a valid token of a service account of this instance",
              "AUTH-7fs1e",
              "APP-Zxfako"));

  /** gRPC codes; of those that are missing the HTTP status says enough. */
  private static final Map<Integer, ErrorKind> BY_CODE =
      Map.ofEntries(
          Map.entry(1, OUTCOME_UNKNOWN),
          Map.entry(2, OUTCOME_UNKNOWN),
          Map.entry(3, INVALID_REQUEST),
          Map.entry(4, OUTCOME_UNKNOWN),
          Map.entry(6, CONFLICT),
          Map.entry(7, DENIED),
          Map.entry(8, RATE_LIMITED),
          Map.entry(9, INVALID_REQUEST),
          Map.entry(10, UNAVAILABLE),
          Map.entry(13, OUTCOME_UNKNOWN),
          Map.entry(15, OUTCOME_UNKNOWN),
          Map.entry(16, UNAUTHENTICATED));

  private ZitadelErrors() {}

  record Document(@Nullable Integer code, @Nullable List<@Nullable Detail> details) {
    Optional<String> id() {
      return Optional.ofNullable(details).orElse(List.of()).stream()
          .filter(Objects::nonNull)
          .map(Detail::id)
          .filter(Objects::nonNull)
          .findFirst();
    }
  }

  record Detail(@Nullable String id) {}

  private record Meaning(ErrorKind kind, String title, String advice, Set<String> ids) {}

  private static Meaning meaning(ErrorKind kind, String title, String advice, String... ids) {
    return new Meaning(kind, title, advice, Set.of(ids));
  }

  /** Whether a change was refused because there is nothing to change. */
  static boolean isAlreadySo(RegistrationException failure) {
    return failure.details().vendorCode().filter(ALREADY_SO::contains).isPresent();
  }

  static VendorError read(HttpAnswer<Document> answer) {
    Optional<String> id = answer.body().flatMap(Document::id);
    Optional<Integer> code = answer.body().flatMap(body -> Optional.ofNullable(body.code()));
    VendorError error =
        KNOWN.stream()
            .filter(meaning -> id.filter(meaning.ids()::contains).isPresent())
            .findFirst()
            .map(
                meaning ->
                    VendorError.none()
                        .withKind(meaning.kind())
                        .withTitle(Optional.of(meaning.title()))
                        .withAdvice(meaning.advice()))
            .orElseGet(() -> unknown(answer, id, code));
    if (answer.operation() == Operation.APPS_DELETE && id.equals(Optional.of("AUTH-5mWD2"))) {
      error = error.withAdvice(DELETION);
    }
    return error.withCode(id.or(() -> code.map(number -> "gRPC " + number)));
  }

  private static VendorError unknown(
      HttpAnswer<Document> answer, Optional<String> id, Optional<Integer> code) {
    int status = answer.status();
    if (status == 404) {
      return id.filter(it -> it.startsWith("COMMAND-")).isPresent()
          ? VendorError.none().withKind(NOT_FOUND)
          : nothingHere();
    }
    if (status == 429) {
      return tooMany(answer.header("Set-Cookie"));
    }
    VendorError error = VendorError.none();
    ErrorKind kind = code.map(BY_CODE::get).orElse(null);
    if (kind != null) {
      error = error.withKind(kind);
    } else if (status == 409 || status == 499) {
      // Not ZITADEL's own word that the name is taken, and nothing else may count as proof of that.
      error = error.withKind(OUTCOME_UNKNOWN);
    }
    return kind == DENIED ? error.withAdvice(PERMISSION) : error;
  }

  /** A 404 that does not say that something is gone. */
  static VendorError nothingHere() {
    return VendorError.none()
        .withKind(PROTOCOL_ERROR)
        .withTitle(Optional.of("no ZITADEL instance or no such path there"))
        .withAdvice(
            "Check baseUrl: it is the instance's own domain, and a proxy in front of it has to pass"
                + " on the host; then check project and org");
  }

  /** A 429 of ZITADEL's plain handlers tells by a cookie alone that waiting does not help. */
  static VendorError tooMany(Optional<String> cookie) {
    return cookie.filter(text -> text.startsWith("zitadel.quota.exhausted")).isPresent()
        ? VendorError.none().withKind(DENIED).withTitle(Optional.of(QUOTA)).withAdvice(BLOCKED)
        : VendorError.none().withKind(RATE_LIMITED);
  }
}
