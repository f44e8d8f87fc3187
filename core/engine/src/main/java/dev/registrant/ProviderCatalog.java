package dev.registrant;

import dev.registrant.spi.ErrorDetails;
import dev.registrant.spi.Outcome;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The providers of a host, by id. Immutable. */
public final class ProviderCatalog {
  private static final int MOST_BROKEN = 1000;

  private final Map<String, RegistrationProvider> byId;
  private final List<String> problems;

  private ProviderCatalog(Collection<RegistrationProvider> found, List<String> problems) {
    this.problems = new ArrayList<>(problems);
    this.byId = new TreeMap<>();
    List<Violation> duplicates = new ArrayList<>();
    for (RegistrationProvider provider : found) {
      try {
        RegistrationProvider other = byId.putIfAbsent(provider.id(), provider);
        if (other != null) {
          duplicates.add(duplicate(provider, other));
        }
      } catch (RuntimeException | LinkageError e) {
        this.problems.add(
            provider.getClass().getName() + " does not tell its id: " + e.getClass().getName());
      }
    }
    if (!duplicates.isEmpty()) {
      throw new RegistrationException.InvalidRequest(duplicates);
    }
  }

  /** Discovers providers with the thread's context class loader. */
  public static ProviderCatalog discover() {
    return discover(Thread.currentThread().getContextClassLoader());
  }

  /**
   * Discovers providers by {@link ServiceLoader}. One that cannot be loaded hides no other and is
   * told in {@link #problems()}.
   *
   * @throws RegistrationException.InvalidRequest if two have one id, naming both classes
   */
  public static ProviderCatalog discover(ClassLoader loader) {
    List<RegistrationProvider> found = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Iterator<RegistrationProvider> providers =
        ServiceLoader.load(RegistrationProvider.class, loader).iterator();
    boolean more = true;
    while (more && problems.size() < MOST_BROKEN) {
      try {
        more = providers.hasNext();
        if (more) {
          found.add(providers.next());
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return new ProviderCatalog(found, problems);
  }

  /**
   * A catalog of given providers.
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

  /** Returns what could not be loaded, in words. */
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

  private static Violation duplicate(RegistrationProvider one, RegistrationProvider other) {
    return new Violation(
        "provider",
        "duplicate-provider",
        "two providers have the id "
            + one.id()
            + ": "
            + other.getClass().getName()
            + " and "
            + one.getClass().getName()
            + "; remove one from the class path");
  }
}
