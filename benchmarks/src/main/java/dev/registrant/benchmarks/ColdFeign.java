package dev.registrant.benchmarks;

/** Finds one app with a new Feign client; prints the nanoseconds since its first line. */
final class ColdFeign {
  private ColdFeign() {}

  public static void main(String[] args) {
    long begin = System.nanoTime();
    Found found = FeignClient.onHttpClient5(args[0]).find(VendorAnswers.APP.id());
    long end = System.nanoTime();
    if (!found.equals(VendorAnswers.APP)) {
      throw new IllegalStateException("another app");
    }
    System.out.println(end - begin);
  }
}
