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
    Passage passage = new Passage(call, wire, call.beforeRequest(wire.method()));
    options.gatePassed(true);
    try {
      Optional<WireResponse> response =
          transport.exchange(wire, network, bodyLimit, call.remaining(), passage);
      response.ifPresent(passage::answered);
      return response;
    } catch (ExchangeFailure failure) {
      if (failure.reason() == ExchangeFailure.Reason.OVERSIZED) {
        failure.head().ifPresent(passage::tellAnswered);
      }
      throw faults.failed(
          call,
          failure,
          failure.head().map(head -> requestId(wire, head)).orElseGet(() -> sentId(wire)));
    } finally {
      passage.end();
    }
  }

  /** One request, from the gate to what is to be told of its end. */
  private final class Passage implements HttpTransport.Progress {
    private final Call call;
    private final WireRequest wire;
    private final RequestPermit permit;
    private boolean ended;

    Passage(Call call, WireRequest wire, RequestPermit permit) {
      this.call = call;
      this.wire = wire;
      this.permit = permit;
    }

    @Override
    public boolean isConfirmed() {
      boolean confirmed = permit.confirm();
      ended = !confirmed;
      if (confirmed) {
        sentId(wire)
            .ifPresent(id -> LOG.debug("{} sends a request with id {}", call.operation(), id));
      }
      return confirmed;
    }

    /** A refusal's body may take long, and nobody is to send into a pause meanwhile. */
    @Override
    public void answerBegins(WireResponse head) {
      if (!head.isSuccess()) {
        tellAnswered(head);
        if (RetryAfter.mayBeMeant(head)) {
          permit.refused(refusal(head, VendorError.none()));
        }
      }
    }

    void answered(WireResponse response) {
      tellAnswered(response);
      if (!response.isSuccess()) {
        VendorError error = errors.read(faults, call, response, requestId(wire, response));
        RegistrationException refusal = renewable(wire, response, refusal(response, error));
        permit.refused(refusal);
        throw refusal;
      }
    }

    void tellAnswered(WireResponse response) {
      if (!ended) {
        ended = true;
        permit.answered(response.status(), requestId(wire, response));
      }
    }

    private RegistrationException refusal(WireResponse response, VendorError error) {
      return faults.refused(call, wire, response, requestId(wire, response), error);
    }

    void end() {
      if (!ended) {
        ended = true;
        permit.unanswered();
      }
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
