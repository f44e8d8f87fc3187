package dev.registrant.benchmarks;

import java.util.concurrent.ThreadFactory;

/** Virtual threads where the JDK has them, else platform threads with small stacks. */
final class ThreadKind {
  private static final long STACK = 512 * 1024;

  private ThreadKind() {}

  static String name() {
    return Runtime.version().feature() >= 21 ? "virtual" : "platform";
  }

  static ThreadFactory factory() throws ReflectiveOperationException {
    if (Runtime.version().feature() < 21) {
      return work -> new Thread(null, work, "caller", STACK);
    }
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    return (ThreadFactory)
        Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
  }
}
