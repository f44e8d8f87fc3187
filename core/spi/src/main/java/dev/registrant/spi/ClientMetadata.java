package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a client is or is to be registered with: the client metadata of RFC 7591 section 2.
 *
 * <p>As there, every field is optional and vendors add their own. So the same type says what a new
 * app shall have, what an update shall change (a field that is absent stays as it is), and what an
 * app has. Which fields a provider takes stands in its {@link Capabilities#metadata()}.
 *
 * <p>A value is a {@link String}, a {@link Long}, a {@link Boolean} or a list of strings.
 */
public final class ClientMetadata {
  /** {@code client_name}: the name shown to people. */
  public static final String CLIENT_NAME = "client_name";

  /** {@code redirect_uris}: where authorization responses may go. */
  public static final String REDIRECT_URIS = "redirect_uris";

  /** {@code scope}: what the client may ask for; here a list, on the wire often one string. */
  public static final String SCOPE = "scope";

  /** {@code grant_types}. */
  public static final String GRANT_TYPES = "grant_types";

  /** {@code token_endpoint_auth_method}. */
  public static final String TOKEN_ENDPOINT_AUTH_METHOD = "token_endpoint_auth_method";

  /** {@code client_uri}: a page about the client. */
  public static final String CLIENT_URI = "client_uri";

  private static final ClientMetadata EMPTY = new ClientMetadata(Map.of());

  private final Map<String, Object> fields;

  private ClientMetadata(Map<String, Object> fields) {
    this.fields = Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  /** Returns metadata without a field. */
  public static ClientMetadata empty() {
    return EMPTY;
  }

  /** Returns a builder of metadata without a field. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that starts with these fields. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.fields.putAll(fields);
    return builder;
  }

  /** Returns all fields, sorted by name, unmodifiable. */
  public Map<String, Object> fields() {
    return fields;
  }

  /** Returns whether the field is present. */
  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /** Returns the {@code client_name}, if present. */
  public Optional<String> clientName() {
    return text(CLIENT_NAME);
  }

  /** Returns the {@code redirect_uris}; empty if absent. */
  public List<String> redirectUris() {
    return list(REDIRECT_URIS);
  }

  /** Returns the scopes; empty if absent. */
  public List<String> scopes() {
    return list(SCOPE);
  }

  /** Returns a field as text, if present; a number or a truth value as its usual text. */
  public Optional<String> text(String name) {
    Object value = fields.get(name);
    return value == null || value instanceof List
        ? Optional.empty()
        : Optional.of(value.toString());
  }

  /** Returns a field as a whole number, if it is present and one. */
  public Optional<Long> integer(String name) {
    return fields.get(name) instanceof Long number ? Optional.of(number) : Optional.empty();
  }

  /** Returns a field as a list: empty if absent, of one element if it is a single text. */
  public List<String> list(String name) {
    Object value = fields.get(name);
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return value == null ? List.of() : List.of(value.toString());
  }

  /** Returns these fields, replaced and completed by those of the changes. */
  public ClientMetadata with(ClientMetadata changes) {
    Builder builder = toBuilder();
    builder.fields.putAll(changes.fields);
    return builder.build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientMetadata that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return "ClientMetadata" + fields;
  }

  /** Builds {@link ClientMetadata}. Not thread-safe. */
  public static final class Builder {
    private final Map<String, Object> fields = new TreeMap<>();

    private Builder() {}

    /** Sets {@code client_name}. */
    public Builder clientName(String name) {
      return set(CLIENT_NAME, name);
    }

    /** Sets {@code redirect_uris}. */
    public Builder redirectUris(List<String> uris) {
      return set(REDIRECT_URIS, uris);
    }

    /** Sets {@code redirect_uris}. */
    public Builder redirectUris(String... uris) {
      return set(REDIRECT_URIS, List.of(uris));
    }

    /** Sets the scopes. */
    public Builder scopes(List<String> scopes) {
      return set(SCOPE, scopes);
    }

    /** Sets the scopes. */
    public Builder scopes(String... scopes) {
      return set(SCOPE, List.of(scopes));
    }

    /**
     * Sets any field, a vendor's own for example.
     *
     * @param name its name
     * @param value a {@link String}, an {@link Integer} or {@link Long}, a {@link Boolean}, or a
     *     list of strings
     * @throws IllegalArgumentException if the value is of another type
     */
    public Builder set(String name, Object value) {
      fields.put(requireNonNull(name, "name"), checked(name, requireNonNull(value, "value")));
      return this;
    }

    /** Removes a field. */
    public Builder remove(String name) {
      fields.remove(name);
      return this;
    }

    /** Returns the metadata. The builder may be used on. */
    public ClientMetadata build() {
      return new ClientMetadata(fields);
    }

    private static Object checked(String name, Object value) {
      if (value instanceof Integer number) {
        return number.longValue();
      }
      if (value instanceof String || value instanceof Long || value instanceof Boolean) {
        return value;
      }
      if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
        return List.copyOf(new ArrayList<>(list));
      }
      throw new IllegalArgumentException(
          name + " takes a text, a whole number, a truth value or a list of texts");
    }
  }
}
