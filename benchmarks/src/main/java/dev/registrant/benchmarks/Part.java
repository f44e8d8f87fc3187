package dev.registrant.benchmarks;

import java.util.List;

/** A part of the table that can be asked for by name. */
interface Part {
  List<Row> measure(Plan plan) throws Exception;
}
