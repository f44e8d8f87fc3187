package dev.registrant.provider.snyk;

import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which redirect URIs an app may have: RFC 6749 section 3.1.2 wants them absolute and without a
 * fragment, Snyk's OpenAPI document wants URIs. Which schemes Snyk takes is not published, so only
 * those that run code are refused.
 */
final class RedirectUriRules {
  private static final Set<String> RUNNING_CODE = Set.of("javascript", "data", "vbscript");

  private RedirectUriRules() {}

  static List<Violation> violations(ClientMetadata metadata) {
    List<Violation> violations = new ArrayList<>();
    List<String> uris = metadata.redirectUris();
    for (int i = 0; i < uris.size(); i++) {
      String field = ClientMetadata.REDIRECT_URIS + "[" + i + "]";
      if (uris.indexOf(uris.get(i)) < i) {
        violations.add(new Violation(field, "duplicate", field + " is given twice"));
      }
      problem(uris.get(i))
          .ifPresent(
              problem ->
                  violations.add(
                      new Violation(field, "invalid-redirect-uri", field + " " + problem)));
    }
    return violations;
  }

  private static Optional<String> problem(String text) {
    if (text.isBlank()) {
      return Optional.empty(); // told by the declared bounds
    }
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      return Optional.of("is not a URI");
    }
    if (!text.chars().allMatch(c -> c > ' ' && c < 127)) {
      return Optional.of("has characters a URI cannot have; percent-encode them");
    }
    if (uri.getScheme() == null) {
      return Optional.of("is relative; give an absolute URI");
    }
    if (uri.getRawFragment() != null) {
      return Optional.of("has a fragment, which a redirect URI cannot have");
    }
    if (uri.isOpaque()
        || RUNNING_CODE.contains(uri.getScheme().toLowerCase(java.util.Locale.ROOT))) {
      return Optional.of("is not a URI a browser can be redirected to");
    }
    boolean web =
        uri.getScheme().equalsIgnoreCase("https") || uri.getScheme().equalsIgnoreCase("http");
    if (web && uri.getHost() == null) {
      return Optional.of("has no host");
    }
    return uri.getRawUserInfo() != null ? Optional.of("has user info") : Optional.empty();
  }
}
