package dev.registrant.http;

/** The kinds of {@link dev.registrant.spi.RegistrationException} an HTTP answer can turn into. */
public enum ErrorKind {
  /** The vendor refused what was asked for. */
  INVALID_REQUEST,
  /** The vendor does not accept the credential. */
  UNAUTHENTICATED,
  /** The credential lacks a permission. */
  DENIED,
  /** There is no such thing, or the credential may not see it. */
  NOT_FOUND,
  /** The vendor refused because of what is there already. */
  CONFLICT,
  /** Too many requests; nothing was carried out. */
  RATE_LIMITED,
  /** The vendor does not work now and nothing was carried out. */
  UNAVAILABLE,
  /** It may have been carried out. For a read this becomes {@link #UNAVAILABLE}. */
  OUTCOME_UNKNOWN,
  /** The vendor did not keep to the protocol and nothing was carried out. */
  PROTOCOL_ERROR
}
