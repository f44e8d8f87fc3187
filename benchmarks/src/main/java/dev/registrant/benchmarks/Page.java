package dev.registrant.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts a table into a page, in place of what is between the two markers. */
final class Page {
  static final String BEGIN = "<!-- begin: written by ./bench --write -->";
  static final String END = "<!-- end: written by ./bench --write -->";

  private Page() {}

  static void write(Path page, Table table) throws IOException {
    Files.writeString(page, with(Files.readString(page), table.text()));
  }

  static String with(String page, String table) throws IOException {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException("the page has no section between " + BEGIN + " and " + END);
    }
    return page.substring(0, begin + BEGIN.length())
        + "\n\n```\n"
        + table
        + "```\n\n"
        + page.substring(end);
  }
}
