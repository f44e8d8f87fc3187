package dev.registrant.testkit.snyk;

import dev.registrant.testkit.vendor.Behaviours;
import dev.registrant.testkit.vendor.VendorContext;
import java.util.Map;

/** Writes links in whichever form Snyk is said to write them. */
final class Links {

  private final VendorContext context;
  private final Behaviours behaviours;

  Links(VendorContext context, Behaviours behaviours) {
    this.context = context;
    this.behaviours = behaviours;
  }

  /** Gives the link to a path below {@code /rest}, query included, as a bare string. */
  String text(String path) {
    return switch (behaviours.get(Switches.LINK_FORM)) {
      case "without-rest" -> path;
      case "absolute" -> context.root() + "/snyk/rest" + path;
      case "elsewhere" -> context.elsewhere() + "/snyk/rest" + path;
      default -> "/snyk/rest" + path;
    };
  }

  /** Gives the link as a member of {@code links}. */
  Object member(String path) {
    String text = text(path);
    return behaviours.is(Switches.LINK_SHAPE, "object") ? Map.of("href", text) : text;
  }
}
