package dev.registrant.http;

import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The URL all requests of a connection stay under. */
final class BaseUrl {
  private static final int MOST_DECODINGS = 3;
  private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");
  private static final Set<String> LOOPBACK =
      Set.of("localhost", "[::1]", "::1", "[0:0:0:0:0:0:0:1]", "0:0:0:0:0:0:0:1");

  private final URI uri;
  private final String path;

  private BaseUrl(URI uri, String path) {
    this.uri = uri;
    this.path = path;
  }

  /**
   * Checks a base URL.
   *
   * @param plainHttp whether requests and credentials may go over a network in clear
   * @param proxy the host of the proxy, empty for none
   * @throws RegistrationException.InvalidRequest with the field {@code baseUrl}
   */
  static BaseUrl of(URI uri, boolean plainHttp, Optional<String> proxy) {
    String path = Optional.ofNullable(uri.getRawPath()).orElse("").replaceFirst("/+$", "");
    String problem = problem(uri, path, plainHttp, proxy);
    if (problem != null) {
      throw new RegistrationException.InvalidRequest(
          List.of(new Violation("baseUrl", "invalid-base-url", problem)));
    }
    return new BaseUrl(uri, path);
  }

  private static @Nullable String problem(
      URI uri, String path, boolean plainHttp, Optional<String> proxy) {
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      return "the base URL must start with https://";
    }
    if (uri.getRawUserInfo() != null || userInfoIsHidden(uri)) {
      return "the base URL must have no user info";
    }
    if (uri.getHost() == null) {
      return "the base URL must have a host";
    }
    if (scheme.equals("http") && !plainHttp && !isLoopback(uri.getHost())) {
      return "the base URL must be https, since the host is not this machine";
    }
    if (scheme.equals("http") && !plainHttp && !proxy.map(BaseUrl::isLoopback).orElse(true)) {
      return "the base URL must be https, since the proxy is not this machine";
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      return "the base URL must have no query and no fragment";
    }
    if (!path.isEmpty() && !isPlain(path)) {
      return "the path of the base URL must have no empty segment, no '.', '..' and no '\\'";
    }
    return null;
  }

  /** A host that is no host name makes {@link URI} keep the authority as a whole. */
  private static boolean userInfoIsHidden(URI uri) {
    return Optional.ofNullable(uri.getRawAuthority()).orElse("").contains("@");
  }

  private static boolean isLoopback(String host) {
    return LOOPBACK.contains(host.toLowerCase(Locale.ROOT)) || LOOPBACK_V4.matcher(host).matches();
  }

  /** The URL in the form Feign wants, without a slash at the end. */
  String text() {
    return uri.getScheme() + "://" + uri.getRawAuthority() + path;
  }

  /**
   * Returns the URL of a request; empty if it is not under this one or could name something else.
   */
  Optional<URI> under(String url) {
    try {
      URI wanted = new URI(url);
      String wantedPath = Optional.ofNullable(wanted.getRawPath()).orElse("");
      boolean inside =
          uri.getScheme().equalsIgnoreCase(wanted.getScheme())
              && uri.getRawAuthority().equalsIgnoreCase(wanted.getRawAuthority())
              && wanted.getRawFragment() == null
              && wantedPath.startsWith(path + "/")
              && isPlain(wantedPath.substring(path.length()));
      return inside ? Optional.of(wanted) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether no segment of a path is empty or means something else once decoded, however often. */
  private static boolean isPlain(String rawPath) {
    for (String segment : rawPath.substring(1).split("/", -1)) {
      if (segment.isEmpty() || !staysOneSegment(segment)) {
        return false;
      }
    }
    return true;
  }

  private static boolean staysOneSegment(String segment) {
    String seen = segment;
    for (int round = 0; round <= MOST_DECODINGS; round++) {
      if (seen.isBlank()
          || seen.equals(".")
          || seen.equals("..")
          || seen.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))) {
        return false;
      }
      Optional<String> decoded = Links.decode(seen);
      if (decoded.isEmpty()) {
        return round > 0;
      }
      if (decoded.get().equals(seen)) {
        return true;
      }
      seen = decoded.get();
    }
    return false;
  }
}
