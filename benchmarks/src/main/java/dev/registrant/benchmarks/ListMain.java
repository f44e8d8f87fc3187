package dev.registrant.benchmarks;

import dev.registrant.Registrant;
import dev.registrant.spi.App;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.stream.Stream;

/**
 * Lists all apps of the vendor once; prints how many, in how many milliseconds, and the peak heap.
 */
final class ListMain {
  private ListMain() {}

  public static void main(String[] args) {
    long begin = System.nanoTime();
    long seen;
    try (Registrant registrant =
            Registrant.builder()
                .providers(OtherLimit.snykWithoutLimit())
                .account(Accounts.snyk(args[0]))
                .build();
        Stream<App> apps = registrant.account(Accounts.NAME).apps().list()) {
      seen = apps.filter(app -> app.metadata().clientName().isPresent()).count();
    }
    long millis = (System.nanoTime() - begin) / 1_000_000;
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum();
    System.out.println(seen + " " + millis + " " + peak);
  }
}
