package dev.registrant.cli;

/** The command line asks for what cannot be done. Nothing was sent. */
final class UsageProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String advice;

  UsageProblem(String problem, String advice) {
    super(problem);
    this.advice = advice;
  }

  String advice() {
    return advice;
  }
}
