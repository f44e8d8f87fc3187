package dev.registrant.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.registrant.Platform;
import dev.registrant.Policies;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineTest {
  @Test
  void stagesAreInThisOrder() {
    Platform platform = Platform.system();
    assertEquals(
        List.of(
            "Observe", "RequireCapability", "Validate", "RequireCapability", "Journaled", "Retry"),
        new Pipeline(Policies.defaults(), platform, new RateScopes(platform)).order());
  }
}
