package dev.registrant.benchmarks;

import dev.registrant.Registrant;
import dev.registrant.Registration;
import dev.registrant.spi.AppId;

/** Finds one app with a new registrant; prints the nanoseconds since its first line. */
final class ColdRegistrant {
  private ColdRegistrant() {}

  public static void main(String[] args) {
    long begin = System.nanoTime();
    try (Registrant registrant = Registrant.builder().account(Accounts.zitadel(args[0])).build()) {
      Registration found =
          registrant.account(Accounts.NAME).apps().find(new AppId(VendorAnswers.APP.id()));
      long end = System.nanoTime();
      if (registrant.providers().size() != 3
          || !found.app().clientId().orElse("").equals(VendorAnswers.APP.clientId())) {
        throw new IllegalStateException("not three providers, or another app");
      }
      System.out.println(end - begin);
    }
  }
}
