package dev.registrant;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.Network;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Secret;
import dev.registrant.spi.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * How an account is connected. Its {@code toString} shows no setting.
 *
 * @see Registrant#open
 */
public final class AccountConfiguration {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final String name;
  private final String id;
  private final String providerId;
  private final Map<String, String> settings;
  private final Map<String, Supplier<Secret>> secrets;
  private final double rateShare;
  private final Network network;

  private AccountConfiguration(Builder builder) {
    name = builder.name;
    id = builder.id;
    providerId = builder.providerId;
    settings = Map.copyOf(builder.settings);
    secrets = Map.copyOf(builder.secrets);
    rateShare = builder.rateShare;
    network = builder.network;
  }

  /**
   * Returns a builder.
   *
   * @param name the account's name: 1 to 64 letters, digits, {@code .}, {@code _}, {@code -}
   * @param providerId the id of its provider
   */
  public static Builder builder(String name, String providerId) {
    return new Builder(name, providerId);
  }

  /** Returns the account's name. */
  public String name() {
    return name;
  }

  /** Returns the account's id, by default its name. */
  public String id() {
    return id;
  }

  /** Returns the id of its provider. */
  public String providerId() {
    return providerId;
  }

  /** Returns the settings that are not secret. */
  public Map<String, String> settings() {
    return settings;
  }

  /** Returns the suppliers of the secret settings. */
  public Map<String, Supplier<Secret>> secrets() {
    return secrets;
  }

  /** Returns how much of the vendor's limit may be used, above 0 and at most 1. */
  public double rateShare() {
    return rateShare;
  }

  /** Returns how its connections are made, by default {@link Network#defaults()}. */
  public Network network() {
    return network;
  }

  @Override
  public String toString() {
    return "AccountConfiguration[" + name + ", " + providerId + "]";
  }

  /** Builds an {@link AccountConfiguration}. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final String providerId;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, Supplier<Secret>> secrets = new LinkedHashMap<>();
    private String id;
    private double rateShare = 1;
    private Network network = Network.defaults();

    private Builder(String name, String providerId) {
      this.name = requireNonNull(name, "name");
      this.id = name;
      this.providerId = requireNonNull(providerId, "providerId");
    }

    /** Sets the id under which the store keeps the account's records; keep it when renaming. */
    public Builder id(String value) {
      id = requireNonNull(value, "value");
      return this;
    }

    /** Sets a setting that is not secret. */
    public Builder setting(String setting, String value) {
      settings.put(requireNonNull(setting, "setting"), requireNonNull(value, "value"));
      return this;
    }

    /**
     * Sets a secret setting.
     *
     * @param setting its name
     * @param supplier asked at each use, from any thread; should be quick
     */
    public Builder secret(String setting, Supplier<Secret> supplier) {
      secrets.put(requireNonNull(setting, "setting"), requireNonNull(supplier, "supplier"));
      return this;
    }

    /**
     * Sets how much of the vendor's limit of requests may be used, so that the rest is left for
     * other traffic of the host; by default all of it. Of several accounts that the vendor counts
     * together the smallest share holds. At least one request a second is sent.
     *
     * @param value above 0 and at most 1
     * @throws IllegalArgumentException if it is not
     */
    public Builder rateShare(double value) {
      if (!(value > 0 && value <= 1)) {
        throw new IllegalArgumentException("rateShare is above 0 and at most 1");
      }
      rateShare = value;
      return this;
    }

    /**
     * Sets how the account's connections are made: a proxy, an own CA, a client certificate,
     * time-outs. Accounts with the same ones share their connections.
     */
    public Builder network(Network value) {
      network = requireNonNull(value, "value");
      return this;
    }

    /**
     * Returns the configuration; its settings are checked when it is opened.
     *
     * @throws RegistrationException.InvalidRequest if the name or the id has another form
     */
    public AccountConfiguration build() {
      for (String checked : List.of(name, id)) {
        if (!NAME.matcher(checked).matches()) {
          throw new RegistrationException.InvalidRequest(
              List.of(
                  new Violation(
                      "account",
                      "invalid",
                      "an account's name and id are 1 to 64 letters, digits, '.', '_' or '-'")));
        }
      }
      return new AccountConfiguration(this);
    }
  }
}
