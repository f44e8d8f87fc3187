package dev.registrant.http;

import dev.registrant.spi.Call;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads error bodies and never fails: whatever a body looks like, the HTTP status stands.
 *
 * @param <E> the type of the body
 */
final class ErrorReading<E> {
  private final Json json;
  private final Class<E> type;
  private final ErrorReader<E> reader;

  ErrorReading(Json json, Class<E> type, ErrorReader<E> reader) {
    this.json = json;
    this.type = type;
    this.reader = reader;
  }

  VendorError read(Faults faults, Call call, WireResponse response, Optional<String> requestId) {
    try {
      VendorError error =
          reader.read(
              new HttpAnswer<>(
                  faults, call, response.status(), response.headers(), requestId, body(response)));
      return Objects.requireNonNullElse(error, VendorError.none());
    } catch (RuntimeException e) {
      return VendorError.none();
    }
  }

  private Optional<E> body(WireResponse response) {
    try {
      return json.read(response.body(), type).map(type::cast);
    } catch (Json.Unreadable e) {
      return Optional.empty();
    }
  }
}
