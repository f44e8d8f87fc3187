package dev.registrant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DutyTest {
  private static final ClientMetadata WORKING =
      ClientMetadata.builder().set("name", "working").set("mark", "m").build();

  @Test
  void fieldGetsWhatIsOwed() {
    assertEquals(
        metadata("name", "final").set("other", "x").build(),
        duty(metadata("name", "final").build(), metadata("name", "working").build())
            .appliedTo(metadata("name", "working").set("other", "x").build()));
  }

  @Test
  void fieldOfWhichNothingIsOwedIsRemoved() {
    assertEquals(
        metadata("name", "final").build(),
        duty(metadata("name", "final").build(), WORKING).appliedTo(WORKING));
  }

  @Test
  void fieldThatSomebodyElseChangedIsTheirs() {
    ClientMetadata theirs = metadata("name", "theirs").set("mark", "theirs").build();
    assertEquals(theirs, duty(metadata("name", "final").build(), WORKING).appliedTo(theirs));
  }

  @Test
  void fieldThatIsNotThereStaysAway() {
    ClientMetadata without = metadata("other", "x").build();
    assertEquals(without, duty(metadata("name", "final").build(), WORKING).appliedTo(without));
  }

  private static ClientMetadata.Builder metadata(String field, String value) {
    return ClientMetadata.builder().set(field, value);
  }

  private static Duty duty(ClientMetadata change, ClientMetadata replaces) {
    return new Duty("duty_1", "main", new AppId("app"), change, replaces, Instant.EPOCH, "owed");
  }
}
