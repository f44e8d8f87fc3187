package dev.registrant;

import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The providers of a host, by id. Immutable. */
public final class ProviderCatalog {
  private static final int MOST_BROKEN = 1000;

  private static final Pattern ID = Pattern.compile("[a-z0-9-]+");

  private final Map<String, RegistrationProvider> byId;
  private final List<String> problems;

  private ProviderCatalog(Collection<RegistrationProvider> found, List<String> problems) {
    this.problems = new ArrayList<>(problems);
    this.byId = new TreeMap<>();
    List<Violation> duplicates = new ArrayList<>();
    Map<String, RegistrationProvider> claimed = new HashMap<>();
    for (RegistrationProvider provider : found) {
      Optional<String> told = id(provider);
      if (told.isPresent()) {
        String id = told.get();
        RegistrationProvider other = claimed.putIfAbsent(id, provider);
        if (other != null) {
          duplicates.add(duplicate(id, provider, other));
        } else if (isSound(provider)) {
          byId.put(id, provider);
        }
      }
    }
    if (!duplicates.isEmpty()) {
      throw new RegistrationException.InvalidRequest(duplicates);
    }
  }

  private Optional<String> id(RegistrationProvider provider) {
    Optional<String> id = told(provider, "id", RegistrationProvider::id);
    if (id.isPresent() && !ID.matcher(id.get()).matches()) {
      problems.add(
          provider.getClass().getName()
              + " has an id that is not made of lower-case letters, digits and -");
      return Optional.empty();
    }
    return id;
  }

  /** Asks for all that a provider tells of itself, so that nothing of it fails later. */
  private boolean isSound(RegistrationProvider provider) {
    return told(provider, "configuration", RegistrationProvider::configuration).isPresent()
        && told(provider, "capabilities", RegistrationProvider::capabilities).isPresent();
  }

  private <T> Optional<T> told(
      RegistrationProvider provider, String what, Function<RegistrationProvider, T> asked) {
    try {
      return Optional.of(asked.apply(provider));
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) { // a failed assertion and an endless recursion too are its own matter
      problems.add(
          provider.getClass().getName()
              + " does not tell its "
              + what
              + ": "
              + e.getClass().getName());
      return Optional.empty();
    }
  }

  /** Discovers providers with the thread's context class loader. */
  public static ProviderCatalog discover() {
    return discover(Thread.currentThread().getContextClassLoader());
  }

  /**
   * Discovers providers by {@link ServiceLoader}. One that cannot be loaded, has no id of the right
   * form or does not tell its configuration and its capabilities hides no other and is told in
   * {@link #problems()}.
   *
   * @throws RegistrationException.InvalidRequest if two have one id, naming both classes
   */
  public static ProviderCatalog discover(ClassLoader loader) {
    List<RegistrationProvider> found = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Iterator<ServiceLoader.Provider<RegistrationProvider>> services =
        ServiceLoader.load(RegistrationProvider.class, loader).stream().iterator();
    boolean more = true;
    while (more && problems.size() < MOST_BROKEN) {
      String name = "a provider";
      try {
        more = services.hasNext();
        if (more) {
          ServiceLoader.Provider<RegistrationProvider> service = services.next();
          name = service.type().getName();
          found.add(service.get());
        }
      } catch (OutOfMemoryError e) {
        throw e;
      } catch (ServiceConfigurationError e) {
        problems.add(String.valueOf(e.getMessage()));
      } catch (Throwable e) {
        problems.add(name + " cannot be loaded: " + e.getClass().getName());
      }
    }
    return new ProviderCatalog(found, problems);
  }

  /**
   * A catalog of given providers. One that is broken is left out and told in {@link #problems()}.
   *
   * @throws RegistrationException.InvalidRequest if two have one id, naming both classes
   */
  public static ProviderCatalog of(Collection<? extends RegistrationProvider> providers) {
    return new ProviderCatalog(List.copyOf(providers), List.of());
  }

  /**
   * Returns these providers and further ones.
   *
   * @throws RegistrationException.InvalidRequest if two have one id, naming both classes
   */
  public ProviderCatalog with(Collection<? extends RegistrationProvider> further) {
    List<RegistrationProvider> all = new ArrayList<>(byId.values());
    all.addAll(further);
    return new ProviderCatalog(all, problems);
  }

  /** Returns the providers, sorted by id. */
  public List<RegistrationProvider> providers() {
    return List.copyOf(byId.values());
  }

  /** Returns which providers are broken and why, in words; never what they threw says. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /**
   * Returns a provider.
   *
   * @throws RegistrationException.InvalidRequest if there is none of this id; lists those found
   */
  public RegistrationProvider provider(String id) {
    RegistrationProvider provider = byId.get(id);
    if (provider == null) {
      String message =
          "there is no provider "
              + id
              + "; found are "
              + (byId.isEmpty() ? "none" : String.join(", ", byId.keySet()))
              + (problems.isEmpty() ? "" : "; not loadable: " + String.join("; ", problems));
      List<Violation> violations = List.of(new Violation("provider", "unknown-provider", message));
      throw new RegistrationException.InvalidRequest(
          message,
          "Put its module on the class path or correct the id; nothing was sent",
          ErrorDetails.builder(Outcome.NOT_APPLIED).violations(violations).build());
    }
    return provider;
  }

  private static Violation duplicate(
      String id, RegistrationProvider one, RegistrationProvider other) {
    return new Violation(
        "provider",
        "duplicate-provider",
        "two providers have the id "
            + id
            + ": "
            + other.getClass().getName()
            + " and "
            + one.getClass().getName()
            + "; remove one from the class path");
  }
}
