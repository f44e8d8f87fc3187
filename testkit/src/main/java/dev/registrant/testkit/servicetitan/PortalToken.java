package dev.registrant.testkit.servicetitan;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A session token of the portal, which is an end-user token of Azure API Management.
 *
 * <p>The raw value is {@code user&yyyyMMddHHmm&signature}: who, until which UTC minute, and 64
 * bytes in base 64. A request carries it as {@code SharedAccessSignature
 * token="raw",refresh="true"}.
 */
record PortalToken(String user, Instant end, String signature) {

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuuMMddHHmm");
  private static final Pattern HEADER =
      Pattern.compile(
          "SharedAccessSignature token=\"([\\w-]+)&(\\d{12})&([^\"]+)\",refresh=\"true\"");

  /** Makes one that ends with the minute an instant lies in. */
  static PortalToken until(Instant end, Mint mint) {
    return new PortalToken(mint.hex(24), end, Base64.getEncoder().encodeToString(mint.bytes(64)));
  }

  static Optional<PortalToken> parse(String header) {
    Matcher parts = HEADER.matcher(header);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      Instant end = LocalDateTime.parse(parts.group(2), MINUTE).toInstant(ZoneOffset.UTC);
      return Optional.of(new PortalToken(parts.group(1), end, parts.group(3)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  String header() {
    String minute = MINUTE.format(end.atZone(ZoneOffset.UTC));
    return "SharedAccessSignature token=\""
        + user
        + "&"
        + minute
        + "&"
        + signature
        + "\",refresh=\"true\"";
  }
}
