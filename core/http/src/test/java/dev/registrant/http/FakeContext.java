package dev.registrant.http;

import dev.registrant.spi.ConnectionContext;
import dev.registrant.spi.Network;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A context with one transport, a fixed time and repeatable randomness. */
final class FakeContext implements ConnectionContext, AutoCloseable {
  static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");

  private final Optional<HttpTransport> given;
  private final Network network;
  private final RandomGenerator random = new Random(1);
  private @Nullable AutoCloseable shared;

  FakeContext() {
    this(Optional.empty(), Network.defaults());
  }

  FakeContext(HttpTransport given) {
    this(Optional.of(given), Network.defaults());
  }

  FakeContext(Network network) {
    this(Optional.empty(), network);
  }

  /** A context of another account of the same host; the transport is closed with either. */
  FakeContext(HttpTransport given, Network network) {
    this(Optional.of(given), network);
  }

  private FakeContext(Optional<HttpTransport> given, Network network) {
    this.given = given;
    this.network = network;
  }

  @Override
  public String account() {
    return "main";
  }

  @Override
  public String provider() {
    return "widgets";
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public InstantSource clock() {
    return InstantSource.fixed(NOW);
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public synchronized <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> factory) {
    AutoCloseable instance = shared;
    if (instance == null) {
      instance = given.isPresent() ? given.get() : factory.get();
      shared = instance;
    }
    return type.cast(instance);
  }

  @Override
  public void close() throws Exception {
    if (shared != null) {
      shared.close();
    }
  }
}
