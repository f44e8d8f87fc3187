package dev.registrant.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.reflect.Type;
import java.util.Optional;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes JSON within limits. Its buffers are not kept for reuse, since secrets would stay
 * in them.
 */
final class Json {
  private static final int DEPTH = 64;
  private static final int STRING_LENGTH = 1024 * 1024;
  private static final int NUMBER_LENGTH = 100;
  private static final int NAME_LENGTH = 1024;

  private final JsonMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH)
                          .maxStringLength(STRING_LENGTH)
                          .maxNumberLength(NUMBER_LENGTH)
                          .maxNameLength(NAME_LENGTH)
                          .build())
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .build();

  /** Says that a text is not the JSON that was expected, and nothing else. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Reads a body.
   *
   * @return empty for an empty body and for {@code null}
   * @throws Unreadable if it is no JSON, or another one than the type wants
   */
  Optional<Object> read(byte[] body, Type type) throws Unreadable {
    if (body.length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(mapper.readValue(body, mapper.constructType(type)));
    } catch (RuntimeException e) {
      throw new Unreadable();
    }
  }

  /** Writes a value; whatever it throws may quote the value. */
  byte[] write(Object value, Type type) {
    return mapper.writerFor(mapper.constructType(type)).writeValueAsBytes(value);
  }
}
