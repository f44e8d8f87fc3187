package dev.registrant;

import dev.registrant.spi.Capabilities;
import dev.registrant.spi.ConfigurationSchema;
import dev.registrant.spi.Connection;
import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Settings;
import java.util.List;
import java.util.Map;

/** A provider that has an id and cannot connect. Its subclasses are found by ServiceLoader. */
public class NamedProvider implements RegistrationProvider {
  private final String id;

  /** Makes a provider of an id. */
  public NamedProvider(String id) {
    this.id = id;
  }

  /** Can be loaded. */
  public static final class Good extends NamedProvider {
    public Good() {
      super("good");
    }
  }

  /** Has the id of {@link Good}. */
  public static final class Twin extends NamedProvider {
    public Twin() {
      super("good");
    }
  }

  /** Cannot be made. */
  public static final class Broken extends NamedProvider {
    public Broken() {
      super("broken");
      throw new IllegalStateException("s3cret");
    }
  }

  /** Does not tell its id. */
  public static final class Nameless extends NamedProvider {
    public Nameless() {
      super("nameless");
    }

    @Override
    public String id() {
      throw new IllegalStateException("s3cret");
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public ConfigurationSchema configuration() {
    return ConfigurationSchema.of();
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Map.of(), List.of(), List.of());
  }

  @Override
  public Connection connect(Settings settings, ConnectionContext context) {
    throw new UnsupportedOperationException();
  }
}
