package dev.registrant.testkit.zitadel;

import java.util.Optional;

/** A refusal with its gRPC code. */
final class Problem extends RuntimeException {

  static final int INVALID_ARGUMENT = 3;
  static final int NOT_FOUND = 5;
  static final int ALREADY_EXISTS = 6;
  static final int PERMISSION_DENIED = 7;
  static final int RESOURCE_EXHAUSTED = 8;
  static final int FAILED_PRECONDITION = 9;
  static final int UNIMPLEMENTED = 12;
  static final int UNAUTHENTICATED = 16;

  private static final long serialVersionUID = 1L;

  private final int code;
  private final int status;
  private final String text;
  private final String id;
  private final boolean localised;

  private Problem(int code, int status, String text, String id, boolean localised) {
    super(text);
    this.code = code;
    this.status = status;
    this.text = text;
    this.id = id;
    this.localised = localised;
  }

  /** A refusal of ZITADEL's own; its text follows the caller's language. */
  static Problem of(int code, String id, String text) {
    return new Problem(code, status(code), text, id, true);
  }

  /** A refusal by the auth layer: its texts are never translated. */
  static Problem auth(int code, String id, String text) {
    return new Problem(code, status(code), text, id, false);
  }

  /** A refusal by gateway or validation, which have no details. */
  static Problem bare(int code, String text) {
    return new Problem(code, status(code), text, "", false);
  }

  static Problem wrongMethod() {
    return new Problem(UNIMPLEMENTED, 405, "Method Not Allowed", "", false);
  }

  /** A refusal that somebody ordered by its HTTP status. */
  static Problem ordered(int status, String text) {
    return switch (status) {
      case 400 -> bare(INVALID_ARGUMENT, text);
      case 401 -> auth(UNAUTHENTICATED, "AUTH-7fs1e", text);
      case 403 -> auth(PERMISSION_DENIED, "AUTH-5mWD2", text);
      case 404 -> bare(NOT_FOUND, text);
      case 409 -> of(ALREADY_EXISTS, "V3-DKcYh", text);
      case 429 -> of(RESOURCE_EXHAUSTED, "QUOTA-vjAy8", text);
      case 500 -> of(13, "RECOVER", text);
      case 501 -> bare(UNIMPLEMENTED, text);
      case 503 -> bare(14, text);
      case 504 -> bare(4, text);
      default -> new Problem(status < 500 ? FAILED_PRECONDITION : 2, status, text, "", false);
    };
  }

  private static int status(int code) {
    return switch (code) {
      case INVALID_ARGUMENT, FAILED_PRECONDITION -> 400;
      case 4 -> 504;
      case NOT_FOUND -> 404;
      case ALREADY_EXISTS -> 409;
      case PERMISSION_DENIED -> 403;
      case RESOURCE_EXHAUSTED -> 429;
      case UNIMPLEMENTED -> 501;
      case 14 -> 503;
      case UNAUTHENTICATED -> 401;
      default -> 500;
    };
  }

  int code() {
    return code;
  }

  int status() {
    return status;
  }

  String text() {
    return text;
  }

  /** The id of the place that threw; empty where there are no details. */
  Optional<String> id() {
    return id.isEmpty() ? Optional.empty() : Optional.of(id);
  }

  boolean localised() {
    return localised;
  }
}
