package dev.registrant.testkit.snyk;

import java.time.LocalDate;

/** One published version of an endpoint. */
record Release(LocalDate date, Stage stage) {

  String text() {
    return stage == Stage.GA ? date.toString() : date + "~" + stage.word();
  }
}
