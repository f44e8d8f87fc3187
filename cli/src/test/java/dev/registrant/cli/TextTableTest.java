package dev.registrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void columnsAreAlignedByWhatATerminalShows() {
    String table =
        new TextTable().row("漢字", "b").row("e\u0301", "b").row("long one", "b").toString();
    assertEquals("漢字      b\ne\u0301         b\nlong one  b", table);
  }

  @Test
  void controlCharactersAreShownAsCodes() {
    assertEquals("a\\u001bb\\u000ac\\u202e", new TextTable().row("a\u001bb\nc\u202e").toString());
  }
}
