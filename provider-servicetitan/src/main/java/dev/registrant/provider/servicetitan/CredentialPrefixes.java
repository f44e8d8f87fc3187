package dev.registrant.provider.servicetitan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What ServiceTitan's credentials begin with, by which one in the wrong place is known. Nothing of
 * it is promised, so all of it is settings.
 *
 * @param appKey of app keys
 * @param clientSecrets of client secrets, one or several
 * @param clientId of client ids, which are no secrets
 */
record CredentialPrefixes(String appKey, List<String> clientSecrets, String clientId) {
  static final String APP_KEY = "an app key";
  static final String CLIENT_SECRET = "a client secret";
  static final String CLIENT_ID = "a client id";

  /**
   * What a prefix is, within some text: at the beginning of a word, as in {@code key=ak1.x}, or
   * with as many letters behind it as no other word has. So Peak1.2 may be the name of an app.
   */
  private static final String WITHIN = "(?:(?<![\\p{L}\\p{N}])%1$s|%1$s[\\p{L}\\p{N}]{6})";

  private static final Pattern HOST = Pattern.compile("(?i)^\\s*https?://[^/?#@]*(?=[/?#]|$)");

  /** Returns which secret a text holds anywhere, if it holds one. */
  Optional<String> secretIn(String text) {
    return secrets().entrySet().stream()
        .filter(secret -> isWithin(text, secret.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Returns which secret a URL holds; what stands in its host's name is none. */
  Optional<String> secretInUrl(String url) {
    return secretIn(HOST.matcher(url).replaceFirst(""));
  }

  /** Returns what a text is that is a credential alone. */
  Optional<String> kind(String text) {
    return text.startsWith(clientId)
        ? Optional.of(CLIENT_ID)
        : secrets().entrySet().stream()
            .filter(secret -> text.startsWith(secret.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
  }

  /** Says that a text holds a secret, without quoting it. */
  static String told(String secret) {
    return "holds " + secret + "; a secret is never given in the open, consider it known to others";
  }

  private Map<String, String> secrets() {
    Map<String, String> secrets = new LinkedHashMap<>();
    secrets.put(appKey, APP_KEY);
    clientSecrets.forEach(prefix -> secrets.putIfAbsent(prefix, CLIENT_SECRET));
    return secrets;
  }

  private static boolean isWithin(String text, String prefix) {
    return Pattern.compile(WITHIN.formatted(Pattern.quote(prefix)), Pattern.CASE_INSENSITIVE)
        .matcher(text)
        .find();
  }
}
