package dev.registrant.http;

import dev.registrant.spi.Call;
import dev.registrant.spi.Network;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.RequestPermit;
import feign.Client;
import feign.Request;
import feign.Response;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the requests Feign has built: prepares each, passes the gate, and judges the answer. */
final class GatedClient implements Client {
  private static final Logger LOG = LoggerFactory.getLogger(GatedClient.class);

  private final HttpTransport transport;
  private final Network network;
  private final RequestPreparation preparation;
  private final ErrorReading<?> errors;
  private final Faults faults;
  private final Optional<String> requestIdHeader;
  private final int bodyLimit;

  GatedClient(
      HttpTransport transport,
      Network network,
      RequestPreparation preparation,
      ErrorReading<?> errors,
      Faults faults,
      Optional<String> requestIdHeader,
      int bodyLimit) {
    this.transport = transport;
    this.network = network;
    this.preparation = preparation;
    this.errors = errors;
    this.faults = faults;
    this.requestIdHeader = requestIdHeader;
    this.bodyLimit = bodyLimit;
  }

  @Override
  public Response execute(Request request, Request.Options options) {
    if (!(options instanceof CallOptions callOptions)) {
      throw new IllegalArgumentException("a request needs CallOptions.of(call)");
    }
    Call call = callOptions.call();
    WireRequest wire = preparation.prepare(request, call);
    if (Thread.currentThread().isInterrupted()) {
      throw faults.interrupted(call);
    }
    Optional<WireResponse> response;
    do {
      response = send(wire, callOptions);
    } while (response.isEmpty());
    return Response.builder()
        .status(response.get().status())
        .headers(Map.of())
        .request(request)
        .body(new AnswerBody(call, response.get(), requestId(wire, response.get())))
        .build();
  }

  /** Returns an answer that is no refusal; empty if the gate is to be passed once more. */
  private Optional<WireResponse> send(WireRequest wire, CallOptions options) {
    Call call = options.call();
    RequestPermit permit = call.beforeRequest(wire.method());
    options.gatePassed(true);
    boolean ended = false;
    try {
      Optional<WireResponse> response =
          transport.exchange(
              wire, network, bodyLimit, call.remaining(), () -> confirm(permit, call, wire));
      ended = true;
      response.ifPresent(answer -> tell(permit, call, wire, answer));
      return response;
    } catch (ExchangeFailure failure) {
      Optional<String> requestId =
          failure.head().map(head -> requestId(wire, head)).orElseGet(() -> sentId(wire));
      if (failure.reason() == ExchangeFailure.Reason.OVERSIZED) {
        ended = true;
        failure.head().ifPresent(head -> permit.answered(head.status(), requestId));
      }
      throw faults.failed(call, failure, requestId);
    } finally {
      if (!ended) {
        permit.unanswered();
      }
    }
  }

  private boolean confirm(RequestPermit permit, Call call, WireRequest wire) {
    boolean confirmed = permit.confirm();
    if (confirmed) {
      sentId(wire)
          .ifPresent(id -> LOG.debug("{} sends a request with id {}", call.operation(), id));
    }
    return confirmed;
  }

  private void tell(RequestPermit permit, Call call, WireRequest wire, WireResponse response) {
    Optional<String> requestId = requestId(wire, response);
    permit.answered(response.status(), requestId);
    if (!response.isSuccess()) {
      VendorError error = errors.read(faults, call, response, requestId);
      RegistrationException refusal =
          renewable(wire, response, faults.refused(call, wire, response, requestId, error));
      permit.refused(refusal);
      throw refusal;
    }
  }

  /** Marks a 401, unless the provider knows that it says nothing about the credential. */
  private RegistrationException renewable(
      WireRequest wire, WireResponse response, RegistrationException refusal) {
    return response.status() == 401
            && refusal instanceof RegistrationException.Unauthenticated
            && preparation.isRenewable(wire)
        ? refusal.with(refusal.details().toBuilder().credentialRenewable(true).build())
        : refusal;
  }

  private Optional<String> requestId(WireRequest wire, WireResponse response) {
    return VendorText.clean(requestIdHeader.flatMap(response.headers()::first), wire)
        .or(() -> sentId(wire));
  }

  private Optional<String> sentId(WireRequest wire) {
    return requestIdHeader.map(wire.headers()::get).map(values -> values.get(0));
  }
}
