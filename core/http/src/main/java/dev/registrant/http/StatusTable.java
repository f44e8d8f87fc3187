package dev.registrant.http;

import static dev.registrant.http.ErrorKind.CONFLICT;
import static dev.registrant.http.ErrorKind.DENIED;
import static dev.registrant.http.ErrorKind.INVALID_REQUEST;
import static dev.registrant.http.ErrorKind.NOT_FOUND;
import static dev.registrant.http.ErrorKind.OUTCOME_UNKNOWN;
import static dev.registrant.http.ErrorKind.PROTOCOL_ERROR;
import static dev.registrant.http.ErrorKind.RATE_LIMITED;
import static dev.registrant.http.ErrorKind.UNAUTHENTICATED;
import static dev.registrant.http.ErrorKind.UNAVAILABLE;

import java.util.List;

/** What each HTTP status that is no success means, unless a provider knows better. */
final class StatusTable {
  private static final String MAINTAINERS = "Report it to the maintainers of the provider";
  private static final String REDIRECT =
      "Check the base URL: redirects are not followed, because the credential would travel";

  /** The first row whose range holds a status is the one. */
  private static final List<Row> ROWS =
      List.of(
          row(300, 306, PROTOCOL_ERROR, OUTCOME_UNKNOWN, "the vendor sent a redirect", REDIRECT),
          row(307, 308, PROTOCOL_ERROR, PROTOCOL_ERROR, "the vendor sent a redirect", REDIRECT),
          row(309, 399, PROTOCOL_ERROR, OUTCOME_UNKNOWN, "the vendor sent a redirect", REDIRECT),
          row(
              400,
              400,
              INVALID_REQUEST,
              "the vendor finds the request wrong",
              "Correct the input, or the account's settings if the input is right"),
          row(
              401,
              401,
              UNAUTHENTICATED,
              "the vendor does not accept the credential",
              "Check that it is right, still valid, and of this region and base URL"),
          row(403, 403, DENIED, "the credential lacks a permission", "Grant it at the vendor"),
          row(
              404,
              404,
              NOT_FOUND,
              "the vendor has no such thing, or hides it from this credential",
              "Check the id, the account's settings and the base URL"),
          row(405, 406, PROTOCOL_ERROR, "the vendor does not offer this request", MAINTAINERS),
          row(
              408,
              408,
              UNAVAILABLE,
              OUTCOME_UNKNOWN,
              "the vendor gave up waiting for the request",
              "Try again later"),
          row(
              409,
              409,
              CONFLICT,
              "the vendor refused because of what is there already",
              "Look at what is there"),
          row(410, 410, PROTOCOL_ERROR, "the vendor has ended this interface", MAINTAINERS),
          row(
              422,
              422,
              INVALID_REQUEST,
              "the vendor finds the input wrong",
              "Correct the input, or the account's settings if the input is right"),
          row(
              429,
              429,
              RATE_LIMITED,
              "too many requests were sent to the vendor",
              "Wait before the next one"),
          row(400, 499, PROTOCOL_ERROR, "the vendor refused the request", MAINTAINERS),
          row(501, 501, PROTOCOL_ERROR, "the vendor does not offer this request", MAINTAINERS),
          row(
              500,
              599,
              UNAVAILABLE,
              OUTCOME_UNKNOWN,
              "the vendor does not work properly now",
              "Try again later"),
          row(
              Integer.MIN_VALUE,
              Integer.MAX_VALUE,
              PROTOCOL_ERROR,
              OUTCOME_UNKNOWN,
              "the vendor's status is not one of HTTP",
              MAINTAINERS));

  /**
   * A row.
   *
   * @param read the kind for operations that change nothing
   * @param write the kind for the others
   */
  record Row(int from, int to, ErrorKind read, ErrorKind write, String problem, String advice) {
    ErrorKind kind(boolean isWrite) {
      return isWrite ? write : read;
    }
  }

  private StatusTable() {}

  static Row of(int status) {
    return ROWS.stream()
        .filter(row -> row.from() <= status && status <= row.to())
        .findFirst()
        .orElseThrow();
  }

  private static Row row(int from, int to, ErrorKind both, String problem, String advice) {
    return new Row(from, to, both, both, problem, advice);
  }

  private static Row row(
      int from, int to, ErrorKind read, ErrorKind write, String problem, String advice) {
    return new Row(from, to, read, write, problem, advice);
  }
}
