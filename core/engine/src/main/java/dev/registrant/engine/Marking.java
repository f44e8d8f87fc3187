package dev.registrant.engine;

import dev.registrant.spi.App;
import dev.registrant.spi.ClientMetadata;
import dev.registrant.spi.Operation;
import dev.registrant.spi.Settlement;
import java.util.regex.Pattern;

/** The mark by which an app is known again while its creation is not settled. */
final class Marking {
  private static final String PREFIX = "registrant-";
  private static final Pattern WORKING_NAME = Pattern.compile(PREFIX + "[0-9a-f]{32}");

  private final OpenAccount account;
  private final Settlement settlement;
  private final String workingName;

  Marking(OpenAccount account, String marker) {
    this.account = account;
    this.settlement = account.connection().settlement();
    this.workingName = PREFIX + marker;
  }

  /** Returns whether a name was given by a creation that has not given the final one. */
  static boolean isWorkingName(String name) {
    return WORKING_NAME.matcher(name).matches();
  }

  /** A name that could not be given back would be worse than an outcome that stays unknown. */
  boolean isUsed() {
    return settlement.way() != Settlement.Way.NONE
        && account.capabilities().supports(Operation.APPS_LIST)
        && account.capabilities().supports(Operation.APPS_UPDATE);
  }

  /** Returns whether the vendor refuses a second app that bears it. */
  boolean isGuarding() {
    return settlement.way() == Settlement.Way.GUARDED;
  }

  boolean isOn(App app) {
    return app.metadata().text(field()).filter(workingName::equals).isPresent();
  }

  String field() {
    return settlement.markerField();
  }

  /** Returns what the app is created with. */
  ClientMetadata on(ClientMetadata wanted) {
    return isUsed() ? wanted.toBuilder().set(field(), workingName).build() : wanted;
  }

  /** Returns what the app is to be registered with once the mark is off. */
  ClientMetadata off(App marked, ClientMetadata wanted) {
    if (!isUsed()) {
      return marked.metadata();
    }
    ClientMetadata.Builder target = marked.metadata().toBuilder();
    wanted
        .text(field())
        .ifPresentOrElse(value -> target.set(field(), value), () -> target.remove(field()));
    return target.build();
  }

  /** Returns the mark alone. */
  ClientMetadata workingName() {
    return ClientMetadata.builder().set(field(), workingName).build();
  }

  /** Returns the change that takes the mark off; empty if the field is to hold nothing. */
  ClientMetadata finalName(ClientMetadata wanted) {
    return wanted
        .text(field())
        .map(value -> ClientMetadata.builder().set(field(), value).build())
        .orElse(ClientMetadata.empty());
  }
}
