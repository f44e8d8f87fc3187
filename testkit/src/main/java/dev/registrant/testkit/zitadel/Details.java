package dev.registrant.testkit.zitadel;

import java.util.Map;

/** The {@code details} of an answer; how full they are depends on the kind of call. */
final class Details {

  private Details() {}

  static Map<String, Object> created(Stamp stamp, String org) {
    return new Members()
        .big("sequence", stamp.sequence())
        .time("creationDate", stamp.created())
        .text("resourceOwner", org)
        .done();
  }

  static Map<String, Object> changed(Stamp stamp, String org) {
    return new Members()
        .big("sequence", stamp.sequence())
        .time("changeDate", stamp.changed())
        .text("resourceOwner", org)
        .done();
  }

  static Map<String, Object> read(Stamp stamp, String org) {
    return new Members()
        .big("sequence", stamp.sequence())
        .time("creationDate", stamp.created())
        .time("changeDate", stamp.changed())
        .text("resourceOwner", org)
        .done();
  }

  /** The answer of a call that says nothing but that it changed something. */
  static Map<String, Object> only(Stamp stamp, String org) {
    return new Members().child("details", changed(stamp, org)).done();
  }
}
