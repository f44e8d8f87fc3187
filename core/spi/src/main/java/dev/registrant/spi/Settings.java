package dev.registrant.spi;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The settings of one account, checked against its provider's {@link ConfigurationSchema}. Its
 * {@code toString} shows names only.
 */
public final class Settings {
  private final Map<String, Object> values;

  Settings(Map<String, Object> values) {
    this.values = Map.copyOf(values);
  }

  /** Returns a {@link Setting.Type#TEXT} setting that is required or has a default. */
  public String text(String name) {
    return get(name, String.class);
  }

  /** Returns a {@link Setting.Type#TEXT} setting, if it was given. */
  public Optional<String> optionalText(String name) {
    return values.containsKey(name) ? Optional.of(text(name)) : Optional.empty();
  }

  /** Returns a {@link Setting.Type#INTEGER} setting that is required or has a default. */
  public long integer(String name) {
    return get(name, Long.class);
  }

  /** Returns a {@link Setting.Type#INTEGER} setting, if it was given or has a default. */
  public OptionalLong optionalInteger(String name) {
    return values.containsKey(name) ? OptionalLong.of(integer(name)) : OptionalLong.empty();
  }

  /** Returns a {@link Setting.Type#BOOLEAN} setting that is required or has a default. */
  public boolean bool(String name) {
    return get(name, Boolean.class);
  }

  /** Returns a {@link Setting.Type#BOOLEAN} setting, if it was given or has a default. */
  public Optional<Boolean> optionalBool(String name) {
    return values.containsKey(name) ? Optional.of(bool(name)) : Optional.empty();
  }

  /** Returns a {@link Setting.Type#BASE_URL} setting, if it was given or has a default. */
  public Optional<URI> baseUrl(String name) {
    return values.containsKey(name) ? Optional.of(get(name, URI.class)) : Optional.empty();
  }

  /**
   * Returns the supplier of a {@link Setting.Type#SECRET} setting that is required. To be asked at
   * each use.
   */
  @SuppressWarnings("unchecked")
  public Supplier<Secret> secret(String name) {
    return get(name, Supplier.class);
  }

  /** Returns the supplier of a {@link Setting.Type#SECRET} setting, if it was given. */
  public Optional<Supplier<Secret>> optionalSecret(String name) {
    return values.containsKey(name) ? Optional.of(secret(name)) : Optional.empty();
  }

  private <T> T get(String name, Class<T> type) {
    Object value = values.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException("no " + type.getSimpleName() + " setting named " + name);
    }
    return type.cast(value);
  }

  @Override
  public String toString() {
    return "Settings" + values.keySet();
  }
}
