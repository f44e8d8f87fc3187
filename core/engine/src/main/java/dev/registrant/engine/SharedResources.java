package dev.registrant.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all connections of a host share, for example a connection pool. */
final class SharedResources implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SharedResources.class);

  private final Map<Class<?>, AutoCloseable> resources = new ConcurrentHashMap<>();

  <T extends AutoCloseable> T get(Class<T> type, Supplier<T> factory) {
    return type.cast(resources.computeIfAbsent(type, key -> factory.get()));
  }

  @Override
  public void close() {
    resources.forEach(
        (type, resource) -> {
          try {
            resource.close();
          } catch (Exception e) {
            LOG.warn("registrant.close failed for {}: {}", type.getName(), e.getClass().getName());
          }
        });
    resources.clear();
  }
}
