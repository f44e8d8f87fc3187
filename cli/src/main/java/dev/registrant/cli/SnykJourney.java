package dev.registrant.cli;

import dev.registrant.spi.ClientMetadata;
import java.util.List;

/** An app at Snyk: created, found, listed, changed, deleted. */
final class SnykJourney implements Journey {
  private static final ClientMetadata WANTED =
      ClientMetadata.builder()
          .clientName("Registrant demo")
          .redirectUris("https://platform.example/callback")
          .scopes("org.read", "org.project.read")
          .set("context", "tenant")
          .build();

  private static final ClientMetadata BAD =
      WANTED.toBuilder().clientName("").redirectUris("not-absolute").set("colour", "red").build();

  private static final ClientMetadata CHANGES =
      ClientMetadata.builder()
          .clientName("Registrant demo, renamed")
          .redirectUris("https://platform.example/callback", "https://platform.example/second")
          .build();

  @Override
  public String provider() {
    return "snyk";
  }

  @Override
  public List<Step> steps(Stage stage) {
    AppSteps app = new AppSteps(stage, WANTED);
    return List.of(
        app.refuse(BAD, 3),
        app.create("create"),
        app.credential(),
        app.find(),
        app.list(),
        app.update("update", CHANGES),
        app.delete("delete"));
  }
}
