package dev.registrant.crash;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What a host is to do. Travels over a pipe and never as an argument, because it holds credentials.
 *
 * @param subject the account to open
 * @param write what to do there
 * @param database the file of the store
 * @param later how far the host's clock is ahead
 * @param attempts the most requests for one step
 * @param deadline the most that a call may take; empty for as much as usual
 * @param settings the settings of the account that are no secrets
 * @param secrets the others
 * @param about what the write is about: the id of an app, or what a person brought back
 * @param forgets what the store pretends to have written, to prove that it is missed
 */
record Order(
    Subject subject,
    Write write,
    Path database,
    Duration later,
    int attempts,
    Optional<Duration> deadline,
    Map<String, String> settings,
    Map<String, String> secrets,
    Map<String, String> about,
    Forgetting forgets) {
  /** The idempotency key of every creation. */
  static final String KEY = "order-4711";

  Order(
      Subject subject,
      Write write,
      Path database,
      Map<String, String> settings,
      Map<String, String> secrets) {
    this(
        subject,
        write,
        database,
        Duration.ZERO,
        4,
        Optional.empty(),
        settings,
        secrets,
        Map.of(),
        Forgetting.NOTHING);
  }

  Order later(Duration ahead) {
    return new Order(
        subject, write, database, ahead, attempts, deadline, settings, secrets, about, forgets);
  }

  Order sendingOnce() {
    return new Order(
        subject, write, database, later, 1, deadline, settings, secrets, about, forgets);
  }

  Order about(Map<String, String> what) {
    return new Order(
        subject, write, database, later, attempts, deadline, settings, secrets, what, forgets);
  }

  Order doing(Write other) {
    return new Order(
        subject, other, database, later, attempts, deadline, settings, secrets, about, forgets);
  }

  Order forgetting(Forgetting what) {
    return new Order(
        subject, write, database, later, attempts, deadline, settings, secrets, about, what);
  }

  Order within(Optional<Duration> most) {
    return new Order(
        subject, write, database, later, attempts, most, settings, secrets, about, forgets);
  }

  String line() {
    Properties all = new Properties();
    all.setProperty("subject", subject.name());
    all.setProperty("write", write.name());
    all.setProperty("database", database.toString());
    all.setProperty("later", later.toString());
    all.setProperty("attempts", Integer.toString(attempts));
    deadline.ifPresent(most -> all.setProperty("deadline", most.toString()));
    all.setProperty("forgets", forgets.name());
    settings.forEach((name, value) -> all.setProperty("setting." + name, value));
    secrets.forEach((name, value) -> all.setProperty("secret." + name, value));
    about.forEach((name, value) -> all.setProperty("about." + name, value));
    StringWriter text = new StringWriter();
    try {
      all.store(text, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  static Order parse(String line) {
    Properties all = new Properties();
    try {
      all.load(
          new StringReader(new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Order(
        Subject.valueOf(all.getProperty("subject")),
        Write.valueOf(all.getProperty("write")),
        Path.of(all.getProperty("database")),
        Duration.parse(all.getProperty("later")),
        Integer.parseInt(all.getProperty("attempts")),
        Optional.ofNullable(all.getProperty("deadline")).map(Duration::parse),
        part(all, "setting."),
        part(all, "secret."),
        part(all, "about."),
        Forgetting.valueOf(all.getProperty("forgets")));
  }

  private static Map<String, String> part(Properties all, String prefix) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : all.stringPropertyNames()) {
      if (name.startsWith(prefix)) {
        values.put(name.substring(prefix.length()), all.getProperty(name));
      }
    }
    return values;
  }

  @Override
  public String toString() {
    return "Order[" + subject + ", " + write + "]";
  }
}
