package dev.registrant.crash;

import dev.registrant.crash.VictimProcess.Death;
import dev.registrant.spi.RegistrationException;
import dev.registrant.testkit.FaultKind;
import dev.registrant.testkit.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One simulated vendor and room for one victim at a time. */
final class Stage implements AutoCloseable {
  private static final Duration OVER = Duration.ofHours(1);

  private final Path directory;
  private final VictimJvm jvm;
  private final Sandbox sandbox = Sandbox.start();
  private final Relay relay = Relay.before(sandbox.admin());
  private final VendorCalls calls = new VendorCalls(sandbox);
  private int deaths;

  Stage(Path directory, VictimJvm jvm) {
    this.directory = directory;
    this.jvm = jvm;
  }

  /** Lets one victim die, unless its own store forgets something first. */
  Verdict run(Case tried, Forgetting forgetting) throws IOException, InterruptedException {
    return run(tried, forgetting, jvm.victim());
  }

  /** Lets one victim live, for the classes it loads. */
  Verdict rehearse(Case tried) throws IOException, InterruptedException {
    return run(tried, Forgetting.NOTHING, jvm.archivingVictim());
  }

  private Verdict run(Case tried, Forgetting forgetting, ProcessBuilder builder)
      throws IOException, InterruptedException {
    deaths++;
    Findings findings = new Findings();
    Path room = Files.createTempDirectory(directory, "death");
    SecretSearch search = new SecretSearch();
    Order order = prepare(tried, room.resolve("store.db"), search);
    tried.fault().ifPresent(fault -> sandbox.arm(fault.at(tried.subject().vendor())));
    Steps steps = new Steps(tried.killAt(), () -> !isFaultLeft(tried));
    Order ordered = order.forgetting(forgetting).within(tried.fault().flatMap(FaultAt::deadline));
    Death death = VictimProcess.run(builder, ordered, steps, relay, room.resolve("stderr"), deaths);
    requireDead(tried, death, findings);
    if (isFaultLeft(tried)) {
      findings.miss("the vendor did nothing wrong before the victim was dead");
    }
    if (tried.fault().isPresent()) {
      TimeUnit.MILLISECONDS.sleep(tried.fault().get().aftermath().toMillis());
    }
    if (!((List<?>) sandbox.state().get("leaked")).isEmpty()) {
      findings.miss("a redirect was followed");
    }
    view(tried).secrets().forEach(search::add);
    recover(tried, order, findings);
    view(tried).secrets().forEach(search::add);
    findings.misses(search.in("what the victim said", death.output()));
    findings.misses(search.inFilesOf(order.database()));
    delete(room);
    return new Verdict(
        tried, death.steps(), death.end().orElse("killed"), findings.results(), findings.misses());
  }

  private boolean isFaultLeft(Case tried) {
    return tried.fault().filter(view(tried)::isLeft).isPresent();
  }

  private static void requireDead(Case tried, Death death, Findings findings) {
    if (tried.killAt().isEmpty()) {
      if (death.end().isEmpty() || death.exit() != 0) {
        findings.miss("the victim ended with " + death.exit() + " by itself");
      }
    } else if (!death.cameToStep()) {
      findings.miss("never came to the step, ended " + death.end().orElse("silently"));
    } else if (death.exit() != VictimProcess.KILLED) {
      findings.miss("was not killed but ended with " + death.exit());
    }
    death.end().filter(end -> end.startsWith("by a defect")).ifPresent(findings::miss);
  }

  private Order prepare(Case tried, Path database, SecretSearch search) {
    Subject subject = tried.subject();
    sandbox.reset();
    relay.watch(step -> false);
    sandbox.behave("snyk", "rate-limit", "off");
    sandbox.behave("zitadel", "keys.size", "1024");
    Map<String, String> account = new HashMap<>(sandbox.account(subject.vendor()));
    if (subject == Subject.PORTAL) {
      account.putAll(longSession());
    }
    account.replaceAll((name, value) -> name.endsWith("Url") ? relay.through(value) : value);
    Order order =
        new Order(
            subject, tried.write(), database, subject.settings(account), subject.secrets(account));
    order.secrets().values().forEach(search::add);
    Order prepared = order.about(scene(tried, order));
    prepared.about().entrySet().stream()
        .filter(one -> one.getKey().equals("app_key"))
        .forEach(one -> search.add(one.getValue()));
    return tried.write().isLater() ? prepared.later(OVER) : prepared;
  }

  /** The clock of a later host is ahead, and a session must last until then. */
  private Map<String, String> longSession() {
    Object token =
        sandbox.seed("servicetitan", "portal-token", Map.of("minutes", "600")).get("portalToken");
    return Map.of("portalToken", String.valueOf(token));
  }

  /** What has happened before the victim begins; returns what the victim has to know of it. */
  private Map<String, String> scene(Case tried, Order order) {
    switch (tried.write()) {
      case CREATE:
        return Map.of();
      case SETTLE:
      case RESUME:
        loseAnswer(order);
        return Map.of();
      case FINISH:
        dieBeforeTheName(order);
        return Map.of();
      default:
        return tried.subject() == Subject.ASSISTED ? plan(tried, order) : made(order);
    }
  }

  private void loseAnswer(Order order) {
    sandbox.arm(
        new FaultAt(FaultKind.COMMIT_THEN_DROP, "apps.create").at(order.subject().vendor()));
    try (Host host = Host.open(order.doing(Write.CREATE).sendingOnce())) {
      host.perform();
      throw new IllegalStateException("the answer was not lost");
    } catch (RegistrationException.OutcomeUnknown e) {
      // That was the purpose.
    }
  }

  private void dieBeforeTheName(Order order) {
    try (Host host = Host.open(order.doing(Write.CREATE), UnnamedStore::around)) {
      host.perform();
      throw new IllegalStateException("the app was named");
    } catch (UnnamedStore.Died e) {
      // That was the purpose.
    }
  }

  private static Map<String, String> made(Order order) {
    try (Host host = Host.open(order)) {
      return Map.of(
          "app",
          host.account().apps().create(order.subject().wanted(), Order.KEY).app().id().value());
    }
  }

  private Map<String, String> plan(Case tried, Order order) {
    Map<String, String> about = new HashMap<>(calls.personMakesApp());
    try (Host host = Host.open(order)) {
      String app =
          host.account().apps().create(order.subject().wanted(), Order.KEY).app().id().value();
      about.put("app", app);
      about.put("action", host.account().actions().open().get(0).id());
    }
    if (tried.write() != Write.COMPLETE) {
      try (Host host = Host.open(order.doing(Write.COMPLETE).about(about))) {
        host.perform();
      }
    }
    return about;
  }

  private void recover(Case tried, Order order, Findings findings) {
    Order later = order.later(order.later().plus(OVER));
    try (Host host = Host.open(later)) {
      if (tried.subject() == Subject.ASSISTED) {
        new AssistedRecovery(host, tried.write(), findings).run();
      } else {
        new Recovery(
                host,
                tried.write(),
                () -> view(tried),
                (app, secret) -> calls.authenticates(tried.subject(), app, secret),
                findings)
            .run();
      }
    } catch (RuntimeException e) {
      findings.miss("recovery failed: " + e);
    }
  }

  private VendorView view(Case tried) {
    return VendorView.of(sandbox, tried.subject());
  }

  private static void delete(Path room) throws IOException {
    try (Stream<Path> all = Files.list(room)) {
      for (Path file : all.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(room);
  }

  @Override
  public void close() {
    relay.close();
    sandbox.close();
  }
}
