package dev.registrant.testkit.vendor;

import java.util.List;

/** Tells whoever drives the sandbox what is wrong with an admin request; answered with 400. */
public final class AdminRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * Makes a refusal.
   *
   * @param problems everything that is wrong, at least one sentence, each naming what is known
   *     instead
   */
  public AdminRefusal(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /**
   * Makes a refusal with one reason.
   *
   * @param problem what is wrong
   */
  public AdminRefusal(String problem) {
    this(List.of(problem));
  }

  /**
   * Lists the reasons.
   *
   * @return at least one
   */
  public List<String> problems() {
    return problems;
  }
}
