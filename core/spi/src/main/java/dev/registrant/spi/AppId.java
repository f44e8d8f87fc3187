package dev.registrant.spi;

import java.util.List;

/**
 * The vendor's identifier of an app, as it stands in paths. It differs from the OAuth client id at
 * most vendors.
 *
 * @param value 1 to 200 visible characters, none of {@code / \ % ? #}, not {@code .} and no {@code
 *     ..}, so that it can never name another resource
 */
public record AppId(String value) {
  private static final int MAX_LENGTH = 200;

  /**
   * Checks the value.
   *
   * @throws RegistrationException.InvalidRequest if it is empty, too long, or could smuggle a path
   */
  public AppId {
    String problem = problem(value);
    if (!problem.isEmpty()) {
      throw new RegistrationException.InvalidRequest(
          List.of(new Violation("id", "invalid-id", problem)));
    }
  }

  private static String problem(String value) {
    if (value.isBlank()) {
      return "an id cannot be empty";
    }
    if (value.length() > MAX_LENGTH) {
      return "an id has at most " + MAX_LENGTH + " characters, this one has " + value.length();
    }
    if (!value.codePoints().allMatch(AppId::isVisible)) {
      return "an id has no white space and no control characters";
    }
    if (value.chars().anyMatch(c -> "/\\%?#".indexOf(c) >= 0)
        || value.contains("..")
        || value.equals(".")) {
      return "an id has none of / \\ % ? # and is not made of dots";
    }
    return "";
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  @Override
  public String toString() {
    return value;
  }
}
