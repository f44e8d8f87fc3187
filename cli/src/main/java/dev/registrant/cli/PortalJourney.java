package dev.registrant.cli;

import dev.registrant.Registration;
import dev.registrant.spi.ClientMetadata;
import java.util.List;

/** An app at ServiceTitan by the back end of the portal, for those who opted for that. */
final class PortalJourney implements Journey {
  private static final String VERSION = "version";

  @Override
  public String provider() {
    return "servicetitan";
  }

  @Override
  public String account() {
    return "servicetitan-portal";
  }

  @Override
  public List<Step> steps(Stage stage) {
    String tenant = String.valueOf(stage.vendor().get("tenant"));
    AppSteps app =
        new AppSteps(
            stage,
            ClientMetadata.builder()
                .clientName("Registrant demo")
                .scopes("tn.crm.customers:r")
                .set("tenants", List.of(tenant))
                .build());
    return List.of(
        app.create("portal create"),
        new Step("portal credential", () -> app.capturedSame(app.seen().texts("secrets"))),
        app.update(
            "portal tenants",
            ClientMetadata.builder().set("tenants", List.of(tenant + "=pilot", "90210")).build()),
        new Step("portal scopes", () -> rescoped(app)),
        app.delete("portal delete"));
  }

  private static String rescoped(AppSteps app) {
    Registration changed =
        app.apps()
            .update(
                app.id(),
                ClientMetadata.builder().scopes("tn.crm.customers:r", "tn.crm.bookings:r").build());
    long version = changed.app().metadata().integer(VERSION).orElse(0L);
    int seen = app.seen().json().path("versions").size();
    Step.require(version == 2 && seen == 2, "it is version " + version + ", there are " + seen);
    Step.require(app.seen().json().path("tenants").size() == 2, "the tenants are others");
    return "now version 2, with the tenants as they were";
  }
}
