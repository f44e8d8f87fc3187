package dev.registrant.provider.servicetitan;

import dev.registrant.http.ErrorKind;
import dev.registrant.http.HttpAnswer;
import dev.registrant.http.VendorError;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads refusals. What bodies the portal sends is unknown; those of ServiceTitan's other APIs, and
 * of the project's own contract, follow RFC 7807. Texts are left out, since they may quote
 * anything; but the title of a 429 may hide how long to wait.
 */
final class PortalErrors {
  private final String signInPath;

  PortalErrors(String signInPath) {
    this.signInPath = signInPath;
  }

  record Problem(
      @Nullable String title, @Nullable String traceId, @Nullable Map<String, Object> errors) {}

  VendorError read(HttpAnswer<Problem> answer) {
    VendorError error =
        answer
            .body()
            .map(
                problem ->
                    VendorError.none()
                        .withRequestId(Optional.ofNullable(problem.traceId()))
                        .withPointer(pointer(problem)))
            .orElse(VendorError.none());
    return switch (answer.status()) {
      case 401 -> error.withAdvice(PortalSession.SIGN_IN_AGAIN);
      case 403 ->
          error.withAdvice(
              PortalSession.SIGN_IN_AGAIN
                  + "; if that is no cure, the person needs the permission Generate API Application"
                  + " Key");
      case 404 ->
          error.withAdvice("Check portalUrl, the paths and projectId; the portal may have changed");
      case 429 -> error.withRetryAfter(answer.body().map(Problem::title).flatMap(TitleWait::of));
      case 301, 302, 303, 307, 308 -> leadsToSignIn(answer) ? signedOut(error) : error;
      default -> error;
    };
  }

  private boolean leadsToSignIn(HttpAnswer<?> answer) {
    return answer.header("location").filter(place -> place.contains(signInPath)).isPresent();
  }

  private static VendorError signedOut(VendorError error) {
    return error
        .withKind(ErrorKind.UNAUTHENTICATED)
        .withTitle(Optional.of("to its sign-in page"))
        .withAdvice(PortalSession.SIGN_IN_AGAIN);
  }

  private static Optional<String> pointer(Problem problem) {
    return Optional.ofNullable(problem.errors())
        .flatMap(errors -> errors.keySet().stream().sorted().findFirst());
  }
}
