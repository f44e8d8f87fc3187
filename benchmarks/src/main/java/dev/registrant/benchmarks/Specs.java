package dev.registrant.benchmarks;

import dev.registrant.spi.ClientMetadata;
import java.util.List;

/** What apps are created with. */
final class Specs {
  private Specs() {}

  static ClientMetadata named(String name) {
    return ClientMetadata.builder()
        .set(ClientMetadata.CLIENT_NAME, name)
        .set(ClientMetadata.REDIRECT_URIS, List.of(VendorAnswers.REDIRECT_URI))
        .set(ClientMetadata.SCOPE, List.of(VendorAnswers.SCOPE))
        .build();
  }
}
