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

  /** Fails an assertion when it is made. */
  public static final class Unmakeable extends NamedProvider {
    public Unmakeable() {
      super("unmakeable");
      throw new AssertionError("s3cret");
    }
  }

  /** Fails an assertion when asked for its id. */
  public static final class Asserting extends NamedProvider {
    public Asserting() {
      super("asserting");
    }

    @Override
    public String id() {
      throw new AssertionError("s3cret");
    }
  }

  /** Never ends telling its configuration. */
  public static final class Recursive extends NamedProvider {
    public Recursive() {
      super("recursive");
    }

    @Override
    @SuppressWarnings("InfiniteRecursion") // that is what it is for
    public ConfigurationSchema configuration() {
      return configuration();
    }
  }

  /** Has no capabilities, not even none. */
  public static final class Incapable extends NamedProvider {
    public Incapable() {
      super("incapable");
    }

    @Override
    @SuppressWarnings("NullAway") // a third party's code may be compiled without it
    public Capabilities capabilities() {
      return null;
    }
  }

  /** Has an id that would steer a terminal. */
  public static final class Steering extends NamedProvider {
    public Steering() {
      super("red\u001b[31m");
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
