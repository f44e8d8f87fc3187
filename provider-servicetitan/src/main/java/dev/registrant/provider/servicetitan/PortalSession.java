package dev.registrant.provider.servicetitan;

import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The session of a person who is signed in to the portal. It cannot be prolonged without that
 * person, so one that has ended is told before anything is sent.
 */
final class PortalSession {
  static final String SIGN_IN_AGAIN =
      "Sign in again to the portal, which only a person can, and give the new session token";

  /** In a token of Azure API Management: who, until which minute of UTC, and a signature. */
  private static final Pattern END = Pattern.compile("&(\\d{12})&");

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuuMMddHHmm");

  private final ServiceTitanSettings.Portal portal;
  private final InstantSource clock;

  PortalSession(ServiceTitanSettings.Portal portal, InstantSource clock) {
    this.portal = portal;
    this.clock = clock;
  }

  /**
   * Returns what the header holds.
   *
   * @throws RegistrationException.Unauthenticated if the session has ended or cannot be one
   */
  Optional<String> header() {
    String token = portal.token().get().reveal().strip();
    if (token.isEmpty() || !token.chars().allMatch(c -> c >= ' ' && c < 127)) {
      throw refused("the portal's session token is empty or has characters that no token has");
    }
    end(token)
        .filter(end -> !clock.instant().isBefore(end))
        .ifPresent(
            end -> {
              throw refused("the portal's session token expired at " + end);
            });
    return Optional.of(portal.tokenFormat().replace("{token}", token));
  }

  /** Returns when it ends for certain: with the end of the minute it names, if it names one. */
  private static Optional<Instant> end(String token) {
    Matcher end = END.matcher(token);
    if (!end.find()) {
      return Optional.empty();
    }
    try {
      LocalDateTime minute = LocalDateTime.parse(end.group(1), MINUTE);
      return Optional.of(minute.toInstant(ZoneOffset.UTC).plus(Duration.ofMinutes(1)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static RegistrationException refused(String problem) {
    return new RegistrationException.Unauthenticated(
        problem,
        SIGN_IN_AGAIN + "; nothing was sent",
        ErrorDetails.builder(Outcome.NOT_APPLIED).build());
  }
}
