package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Field;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {
  @Test
  void refusesNumberThatIsTooLong() {
    byte[] number = "1".repeat(101).getBytes(StandardCharsets.US_ASCII);
    assertThrows(Json.Unreadable.class, () -> new Json().read(number, BigInteger.class));
  }

  @Test
  void keepsNoBuffers() throws Exception {
    Field field = Json.class.getDeclaredField("mapper");
    field.setAccessible(true);
    JsonMapper mapper = (JsonMapper) field.get(new Json());
    assertSame(
        JsonRecyclerPools.nonRecyclingPool(), mapper.tokenStreamFactory()._getRecyclerPool());
  }
}
