package dev.registrant.http;

import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The URL all requests of a connection stay under. What providers may use is {@link #violations}.
 */
public final class BaseUrl {
  private static final int MOST_DECODINGS = 3;
  private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");
  private static final Set<String> LOOPBACK =
      Set.of("localhost", "[::1]", "::1", "[0:0:0:0:0:0:0:1]", "0:0:0:0:0:0:0:1");

  private final URI uri;
  private final Origin origin;
  private final String path;

  private BaseUrl(URI uri, Origin origin, String path) {
    this.uri = uri;
    this.origin = origin;
    this.path = path;
  }

  /**
   * Finds what {@link HttpApi.Builder#build} would refuse of a base URL and its type {@link
   * dev.registrant.spi.Setting.Type#BASE_URL} lets pass, for a {@link
   * dev.registrant.spi.ConfigurationSchema.Check}: that it is not https although the host is
   * another machine, and a path that could name something else. What is to be said of a proxy is
   * not known here.
   *
   * @param setting the name of the setting, which becomes the field of the violations
   * @param url an absolute URL with a host
   * @param allowPlainHttp whether plain http to other machines is allowed
   * @return everything that is wrong, empty if nothing is
   */
  public static List<Violation> violations(String setting, URI url, boolean allowPlainHttp) {
    List<String> problems = new ArrayList<>();
    if (isPlainHttp(url) && !allowPlainHttp && !isLoopback(url)) {
      problems.add("must be https, since the host is not this machine");
    }
    if (!path(url).isEmpty() && !isPlain(path(url))) {
      problems.add("must have a path without an empty segment, '.', '..' and '\\'");
    }
    return problems.stream()
        .map(problem -> new Violation(setting, "invalid-base-url", setting + " " + problem))
        .toList();
  }

  /**
   * Checks a base URL.
   *
   * @param plainHttp whether requests and credentials may go over a network in clear
   * @param proxy the host of the proxy, empty for none
   * @throws RegistrationException.InvalidRequest with the field {@code baseUrl}
   */
  static BaseUrl of(URI uri, boolean plainHttp, Optional<String> proxy) {
    List<Violation> violations = new ArrayList<>();
    if (!isWeb(uri)) {
      add("must start with https://", violations);
    }
    if (uri.getRawUserInfo() != null || userInfoIsHidden(uri)) {
      add("must have no user info", violations);
    } else if (isWeb(uri) && uri.getHost() == null) {
      add("must have a host", violations);
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      add("must have no query and no fragment", violations);
    }
    if (isWeb(uri) && uri.getHost() != null) {
      violations.addAll(violations("baseUrl", uri, plainHttp));
      boolean elsewhere = !proxy.map(BaseUrl::isLoopback).orElse(true);
      if (isPlainHttp(uri) && !plainHttp && isLoopback(uri) && elsewhere) {
        add("must be https, since the proxy is not this machine", violations);
      }
    }
    if (!violations.isEmpty()) {
      throw new RegistrationException.InvalidRequest(violations);
    }
    return new BaseUrl(uri, Origin.of(uri), path(uri));
  }

  private static void add(String problem, List<Violation> violations) {
    violations.add(new Violation("baseUrl", "invalid-base-url", "baseUrl " + problem));
  }

  private static String path(URI uri) {
    return Optional.ofNullable(uri.getRawPath()).orElse("").replaceFirst("/+$", "");
  }

  private static boolean isWeb(URI uri) {
    return isPlainHttp(uri) || "https".equalsIgnoreCase(uri.getScheme());
  }

  private static boolean isPlainHttp(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme());
  }

  private static boolean isLoopback(URI uri) {
    return isLoopback(uri.getHost());
  }

  /** A host that is no host name makes {@link URI} keep the authority as a whole. */
  private static boolean userInfoIsHidden(URI uri) {
    return Optional.ofNullable(uri.getRawAuthority()).orElse("").contains("@");
  }

  private static boolean isLoopback(String host) {
    return LOOPBACK.contains(host.toLowerCase(Locale.ROOT)) || LOOPBACK_V4.matcher(host).matches();
  }

  /** The URL without a slash at the end. */
  String text() {
    return uri.getScheme() + "://" + uri.getRawAuthority() + path;
  }

  /** Where all of them go. */
  Origin origin() {
    return origin;
  }

  /**
   * Returns the target of a request.
   *
   * @param target path and query below this URL, as RFC 9112 section 3.2.1 has it
   * @return the whole target; empty if the given one is no such thing or could name something else
   */
  Optional<String> under(String target) {
    if (!target.startsWith("/") || target.startsWith("//")) {
      return Optional.empty();
    }
    try {
      URI wanted = new URI(target);
      return wanted.getRawFragment() == null && isPlain(wanted.getRawPath())
          ? Optional.of(path + target)
          : Optional.empty();
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
      if (seen.isBlank() || seen.equals(".") || seen.equals("..") || separates(seen)) {
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

  private static boolean separates(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c == '/' || c == '\\' || Character.isISOControl(c)) {
        return true;
      }
    }
    return false;
  }
}
