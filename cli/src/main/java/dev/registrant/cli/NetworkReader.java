package dev.registrant.cli;

import dev.registrant.spi.HttpProxy;
import dev.registrant.spi.Network;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Setting;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** Reads how an account is connected. Connects to nothing. */
final class NetworkReader {
  private static final Pattern PROXY =
      Pattern.compile("http://(?:\\[([0-9A-Fa-f:.]+)]|([^\\[\\]:/@?#\\s]+)):(\\d{1,5})/?");

  private final PathReader paths;
  private final ValueReader values;
  private final ConfigProblems problems;

  /** What is read from a PEM file. */
  private interface Content<T> {
    T of(Path file) throws PemTls.Unusable;
  }

  NetworkReader(PathReader paths, ValueReader values, ConfigProblems problems) {
    this.paths = paths;
    this.values = values;
    this.problems = problems;
  }

  /** Reads the entry {@code network} of an account. What is wrong in it is as good as absent. */
  Network read(YamlMap account) {
    YamlMap map = account.map("network");
    problems.requireKnown(
        map,
        "proxy",
        "proxyUser",
        "proxyPassword",
        "caCertificates",
        "clientCertificate",
        "clientKey",
        "connectTimeout",
        "requestTimeout");
    Network network = Network.defaults();
    network = timed(map, "connectTimeout", network, Network::withConnectTimeout);
    network = timed(map, "requestTimeout", network, Network::withRequestTimeout);
    network = proxy(map).map(network::withProxy).orElse(network);
    return sslContext(map).map(network::withSslContext).orElse(network);
  }

  private Network timed(
      YamlMap map, String key, Network network, BiFunction<Network, Duration, Network> with) {
    try {
      return map.time(key).map(time -> with.apply(network, time)).orElse(network);
    } catch (IllegalArgumentException e) {
      problems.add(map.path(key), "out-of-range", String.valueOf(e.getMessage()));
      return network;
    }
  }

  private Optional<HttpProxy> proxy(YamlMap map) {
    Optional<HttpProxy> proxy = values.text(map, "proxy").flatMap(text -> parsed(map, text));
    requireBeside(map, "proxyUser", "proxy");
    requireBeside(map, "proxyUser", "proxyPassword");
    requireBeside(map, "proxyPassword", "proxyUser");
    Optional<HttpProxy.Login> login = login(map);
    return proxy.map(p -> new HttpProxy(p.host(), p.port(), login));
  }

  private Optional<HttpProxy.Login> login(YamlMap map) {
    Optional<String> user = values.text(map, "proxyUser");
    if (!map.has("proxyPassword")) {
      return Optional.empty();
    }
    Supplier<Secret> password = values.secret(map, "proxyPassword", Setting.Rule.NONE);
    try {
      return user.map(name -> new HttpProxy.Login(name, password));
    } catch (IllegalArgumentException e) {
      problems.add(map.path("proxyUser"), "invalid", "proxyUser: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<HttpProxy> parsed(YamlMap map, String text) {
    Matcher matcher = PROXY.matcher(text);
    String problem =
        "proxy takes http://HOST:PORT; a proxy that speaks TLS itself is not supported";
    if (text.contains("@")) {
      problem = "proxy cannot hold user info; give proxyUser and proxyPassword";
    } else if (matcher.matches()) {
      String host = Optional.ofNullable(matcher.group(1)).orElseGet(() -> matcher.group(2));
      try {
        return Optional.of(HttpProxy.of(host, Integer.parseInt(matcher.group(3))));
      } catch (IllegalArgumentException e) {
        problem = "proxy: " + e.getMessage();
      }
    }
    problems.add(map.path("proxy"), "invalid", problem);
    return Optional.empty();
  }

  private Optional<SSLContext> sslContext(YamlMap map) {
    requireBeside(map, "clientCertificate", "clientKey");
    requireBeside(map, "clientKey", "clientCertificate");
    Optional<List<X509Certificate>> trusted = content(map, "caCertificates", PemTls::certificates);
    Optional<List<X509Certificate>> chain = content(map, "clientCertificate", PemTls::certificates);
    Optional<PrivateKey> key = content(map, "clientKey", PemTls::privateKey);
    Optional<PemTls.Identity> identity =
        chain.flatMap(certificates -> key.map(k -> new PemTls.Identity(certificates, k)));
    try {
      return trusted.isEmpty() && identity.isEmpty()
          ? Optional.empty()
          : Optional.of(PemTls.context(trusted, identity));
    } catch (PemTls.Unusable e) {
      problems.add(map.path("clientKey"), "invalid", "clientKey " + e.getMessage());
      return Optional.empty();
    }
  }

  private <T> Optional<T> content(YamlMap map, String key, Content<T> content) {
    Optional<Path> file = paths.read(map, key);
    try {
      return file.isEmpty() ? Optional.empty() : Optional.of(content.of(file.get()));
    } catch (PemTls.Unusable e) {
      problems.add(map.path(key), "invalid", key + " names " + file.get() + ", " + e.getMessage());
      return Optional.empty();
    }
  }

  private void requireBeside(YamlMap map, String key, String needed) {
    if (map.has(key) && !map.has(needed)) {
      problems.add(map.path(key), "incomplete", key + " needs " + needed + " beside it");
    }
  }
}
