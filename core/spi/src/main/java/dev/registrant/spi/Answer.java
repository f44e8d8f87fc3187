package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What came back from a vendor: the value, the credentials that came with it, and the vendor's
 * request id.
 *
 * <p>Any answer may carry credential changes, reads included: RFC 7592 section 2.1 lets a server
 * rotate the registration access token on a read.
 *
 * @param <T> the type of the value
 * @param value the value
 * @param credentials what is to be sealed before the value is used; often empty
 * @param requestId the vendor's own id of the request, if it sent one
 */
public record Answer<T>(T value, List<CredentialChange> credentials, Optional<String> requestId) {
  /** Copies the list. */
  public Answer {
    requireNonNull(value, "value");
    credentials = List.copyOf(credentials);
    requireNonNull(requestId, "requestId");
  }

  /** An answer without credentials. */
  public static <T> Answer<T> of(T value, Optional<String> requestId) {
    return new Answer<>(value, List.of(), requestId);
  }
}
