package dev.registrant.testkit.servicetitan;

import java.util.Optional;

/** One tenant's consent to one app, with the OAuth client that comes of it. */
final class Connection {

  final Place place;
  final SecretSlots slots;
  private Status status;
  private Optional<String> clientId;
  private int acceptedVersion;

  Connection(Place place) {
    this(place, new SecretSlots(), Status.NOT_CONNECTED, Optional.empty(), 0);
  }

  private Connection(
      Place place,
      SecretSlots slots,
      Status status,
      Optional<String> clientId,
      int acceptedVersion) {
    this.place = place;
    this.slots = slots;
    this.status = status;
    this.clientId = clientId;
    this.acceptedVersion = acceptedVersion;
  }

  Connection copy() {
    return new Connection(place, slots.copy(), status, clientId, acceptedVersion);
  }

  Status status() {
    return status;
  }

  Optional<String> clientId() {
    return clientId;
  }

  /** The version consented to, 0 before the first consent. */
  int acceptedVersion() {
    return acceptedVersion;
  }

  void allow(String newClientId, int version) {
    status = Status.ALLOWED;
    clientId = Optional.of(newClientId);
    acceptedVersion = version;
  }

  /** Allows again what was disabled, at the version it had. */
  void restore() {
    status = Status.ALLOWED;
  }

  void changeClient(String newClientId) {
    clientId = Optional.of(newClientId);
    slots.clear();
  }

  void accept(int version) {
    acceptedVersion = version;
  }

  void end(Status other) {
    status = other;
  }
}
