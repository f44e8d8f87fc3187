package dev.registrant.http;

import dev.registrant.spi.RegistrationException;
import feign.InvocationHandlerFactory.MethodHandler;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outermost layer of a Feign proxy. Feign's own exceptions, which quote bodies, end here, and
 * whatever else is no error of the kit.
 */
final class GuardedHandler implements InvocationHandler {
  private final String name;
  private final Map<Method, MethodHandler> handlers;
  private final Faults faults;

  GuardedHandler(String name, Map<Method, MethodHandler> handlers, Faults faults) {
    this.name = name;
    this.handlers = handlers;
    this.faults = faults;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    MethodHandler handler = handlers.get(method);
    if (handler == null) {
      return ofObject(proxy, method, arguments);
    }
    if (method.isDefault()) {
      return handler.invoke(arguments);
    }
    if (arguments == null || !(arguments[arguments.length - 1] instanceof CallOptions options)) {
      throw new IllegalArgumentException(method.getName() + " needs CallOptions.of(call)");
    }
    options.gatePassed(false);
    try {
      return handler.invoke(arguments);
    } catch (RegistrationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw options.gatePassed()
          ? faults.unexpected(options.call(), e)
          : faults.notBuilt(options.call(), e);
    }
  }

  @SuppressWarnings(
      "ReferenceEquality") // a proxy is equal to itself alone; its equals would end up here
  private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> name;
    };
  }
}
