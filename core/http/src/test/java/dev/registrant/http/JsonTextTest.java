package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.registrant.http.Widgets.Widget;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void readsWhatTheTypeKnows() {
    assertEquals(
        Optional.of("a"),
        JsonText.read("{\"name\":\"a\",\"other\":1}", Widget.class).map(Widget::name));
  }

  @Test
  void isEmptyForWhatIsNoJson() {
    assertEquals(Optional.empty(), JsonText.read("{\"name\":", Widget.class));
  }

  @Test
  void writesWithoutAbsentParts() {
    assertEquals("{\"name\":\"a\"}", JsonText.write(Widget.named("a")));
  }
}
