package dev.registrant.provider.servicetitan;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * API scopes: a resource with {@code :r} (the portal calls it View) or {@code :w} (Modify). The
 * catalogue is shown by the portal only, so any resource of the right shape is taken.
 */
final class Scopes {
  private static final Pattern SHAPE =
      Pattern.compile("([A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*)\\.([A-Za-z0-9_-]+):([rw])");
  private static final Pattern AS_IN_THE_PORTAL =
      Pattern.compile("(\\S+?)[ :]+(view|read|modify|write)", Pattern.CASE_INSENSITIVE);

  private Scopes() {}

  /** Returns what is wrong with a scope, if anything is. */
  static Optional<String> problem(String scope) {
    if (SHAPE.matcher(scope).matches()) {
      return Optional.empty();
    }
    Matcher words = AS_IN_THE_PORTAL.matcher(scope);
    if (words.matches()) {
      char first = Character.toLowerCase(words.group(2).charAt(0));
      boolean view = first == 'v' || first == 'r';
      return Optional.of("is written " + words.group(1) + (view ? ":r" : ":w"));
    }
    return Optional.of(
        "is neither View nor Modify of a resource; write it as in tn.crm.customers:r (View) or"
            + " tn.crm.customers:w (Modify)");
  }

  /** Writes scopes down as the portal shows them, by group and resource, with the wire form. */
  static String asInThePortal(Collection<String> scopes) {
    Map<String, Map<String, Set<String>>> groups = new TreeMap<>();
    for (String scope : scopes) {
      Matcher parts = SHAPE.matcher(scope);
      boolean known = parts.matches();
      groups
          .computeIfAbsent(known ? parts.group(1) : scope, group -> new TreeMap<>())
          .computeIfAbsent(known ? parts.group(3) : scope, resource -> new TreeSet<>())
          .add((scope.endsWith(":w") ? "Modify" : "View") + " (" + scope + ")");
    }
    StringBuilder text = new StringBuilder();
    groups.forEach(
        (group, resources) -> {
          text.append("\n  ").append(group);
          resources.forEach(
              (resource, levels) ->
                  text.append("\n    ")
                      .append(resource)
                      .append(": ")
                      .append(String.join(", ", levels)));
        });
    return text.toString();
  }

  /** Returns those of the first that are not among the second, sorted. */
  static Set<String> without(Collection<String> all, Collection<String> others) {
    Set<String> rest = new TreeSet<>(all);
    others.forEach(rest::remove);
    return rest;
  }
}
