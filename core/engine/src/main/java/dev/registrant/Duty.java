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
 * @param replaces the values it is to be changed from, field by field: a field that has another one
 *     got that from somebody who is not contradicted, and one that {@code change} does not have is
 *     to be removed
 * @param notBefore when it may be done
 * @param reason why it is owed, for people
 */
public record Duty(
    String id,
    String accountId,
    AppId appId,
    ClientMetadata change,
    ClientMetadata replaces,
    Instant notBefore,
    String reason) {
  /** Checks that nothing is {@code null}. */
  public Duty {
    requireNonNull(id, "id");
    requireNonNull(accountId, "accountId");
    requireNonNull(appId, "appId");
    requireNonNull(change, "change");
    requireNonNull(replaces, "replaces");
    requireNonNull(notBefore, "notBefore");
    requireNonNull(reason, "reason");
  }

  /** Returns this duty with other values for the fields it changes; further ones are ignored. */
  public Duty changingTo(ClientMetadata values) {
    ClientMetadata.Builder changed = change.toBuilder();
    values
        .fields()
        .forEach(
            (field, value) -> {
              if (change.has(field)) {
                changed.set(field, value);
              }
            });
    return new Duty(id, accountId, appId, changed.build(), replaces, notBefore, reason);
  }

  /** Returns what an app with these values is to be changed to; the same if nothing is due. */
  public ClientMetadata appliedTo(ClientMetadata current) {
    ClientMetadata.Builder target = current.toBuilder();
    replaces
        .fields()
        .forEach(
            (field, former) -> {
              Object value = change.fields().get(field);
              if (!former.equals(current.fields().get(field))) {
                return;
              }
              if (value == null) {
                target.remove(field);
              } else {
                target.set(field, value);
              }
            });
    return target.build();
  }
}
