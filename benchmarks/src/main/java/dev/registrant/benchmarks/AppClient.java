package dev.registrant.benchmarks;

/** A client that finds an app at the vendor, each time anew. Thread-safe. */
interface AppClient extends AutoCloseable {
  /** What all of them authenticate with. */
  String TOKEN = "token-of-a-service-account-0001";

  Found find(String id) throws Exception;

  @Override
  default void close() {}

  static String path(String id) {
    return "/management/v1/projects/" + VendorAnswers.PROJECT + "/apps/" + id;
  }
}
