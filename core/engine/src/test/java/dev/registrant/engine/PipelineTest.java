package dev.registrant.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.registrant.Platform;
import dev.registrant.Policies;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineTest {
  @Test
  void stagesAreInThisOrder() {
    assertEquals(
        List.of(
            "Observe",
            "RequireCapability",
            "Validate",
            "RequireCapability",
            "Journaled",
            "Invalidate",
            "Retry",
            "Breaker",
            "Pace"),
        new Pipeline(Policies.defaults(), Platform.system(), new Events(List.of())).order());
  }
}
