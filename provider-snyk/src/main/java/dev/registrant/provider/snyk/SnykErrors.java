package dev.registrant.provider.snyk;

import dev.registrant.http.HttpAnswer;
import dev.registrant.http.VendorError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads Snyk's error documents. Only constant parts: a {@code detail} may quote the request. */
final class SnykErrors {
  private SnykErrors() {}

  record Document(@Nullable List<Problem> errors) {}

  record Problem(
      @Nullable String id,
      @Nullable String code,
      @Nullable String title,
      @Nullable Source source) {}

  record Source(@Nullable String pointer, @Nullable String parameter) {}

  static VendorError read(HttpAnswer<Document> answer) {
    VendorError error =
        answer
            .body()
            .flatMap(document -> Optional.ofNullable(document.errors()))
            .flatMap(errors -> errors.stream().filter(problem -> problem != null).findFirst())
            .map(SnykErrors::first)
            .orElse(VendorError.none());
    return advice(answer.status()).map(error::withAdvice).orElse(error);
  }

  private static VendorError first(Problem problem) {
    return VendorError.none()
        .withCode(Optional.ofNullable(problem.code()))
        .withRequestId(Optional.ofNullable(problem.id()))
        .withTitle(Optional.ofNullable(problem.title()))
        .withPointer(
            Optional.ofNullable(problem.source())
                .flatMap(
                    source ->
                        Optional.ofNullable(source.pointer())
                            .or(() -> Optional.ofNullable(source.parameter()))));
  }

  private static Optional<String> advice(int status) {
    return Optional.ofNullable(
        switch (status) {
          case 401 ->
              "Give a token that is valid in the account's region; the API needs Snyk's Enterprise"
                  + " plan";
          case 403 ->
              "Give the token's role the permission: org.app.create, org.app.read, org.app.edit or"
                  + " org.app.delete";
          case 404 ->
              "Check the id, the organisation and the region: Snyk answers so for what is absent,"
                  + " for what the token may not see, and for a version from before the endpoint";
          case 410 -> "Ask for a newer version of the API, or look for an announced brown-out";
          default -> null;
        });
  }
}
