package dev.registrant.testkit;

import java.util.Random;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test a sandbox of its own, with manual time and seeded ids, and a caller. */
public final class SandboxExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(SandboxExtension.class);

  @Override
  public void beforeEach(ExtensionContext context) {
    ManualTime time = new ManualTime();
    Sandbox sandbox = Sandbox.builder().time(time).random(new Random(1)).start();
    context.getStore(SPACE).put(ManualTime.class, time);
    context.getStore(SPACE).put(Sandbox.class, sandbox);
    context.getStore(SPACE).put(Caller.class, new Caller(sandbox));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    context.getStore(SPACE).get(Sandbox.class, Sandbox.class).close();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getStore(SPACE).get(parameter.getParameter().getType()) != null;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getStore(SPACE).get(parameter.getParameter().getType());
  }
}
