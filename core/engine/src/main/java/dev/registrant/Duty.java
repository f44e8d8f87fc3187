package dev.registrant;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.AppId;
import dev.registrant.spi.ClientMetadata;
import java.time.Instant;

/**
 * A step that is owed, kept until it is done.
 *
 * @param id our id of it
 * @param accountId the id of the account
 * @param appId the vendor's id of the app it is about
 * @param change what the app is still to be changed to, for example its final name
 * @param notBefore when it may be done
 * @param reason why it is owed, for people
 */
public record Duty(
    String id,
    String accountId,
    AppId appId,
    ClientMetadata change,
    Instant notBefore,
    String reason) {
  /** Checks that nothing is {@code null}. */
  public Duty {
    requireNonNull(id, "id");
    requireNonNull(accountId, "accountId");
    requireNonNull(appId, "appId");
    requireNonNull(change, "change");
    requireNonNull(notBefore, "notBefore");
    requireNonNull(reason, "reason");
  }
}
