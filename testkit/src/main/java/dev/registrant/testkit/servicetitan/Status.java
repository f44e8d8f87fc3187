package dev.registrant.testkit.servicetitan;

/** How far a tenant's consent to an app has come. */
enum Status {
  NOT_CONNECTED("not connected"),
  ALLOWED("allowed"),
  DISABLED("disabled"),
  DECLINED("declined");

  private final String word;

  Status(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
