package dev.registrant.http;

import dev.registrant.http.ExchangeFailure.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells apart why no connection came about. */
final class ConnectFailures {
  private ConnectFailures() {}

  static Reason reason(Exception failure) {
    if (failure instanceof UnknownHostException) {
      return Reason.UNKNOWN_HOST;
    }
    if (failure instanceof ConnectTimeoutException || failure instanceof SocketTimeoutException) {
      return Reason.CONNECT_TIMEOUT;
    }
    if (failure instanceof SSLException) {
      return Reason.TLS;
    }
    if (failure instanceof ConnectException) {
      return Reason.REFUSED;
    }
    return Reason.NO_CONNECTION;
  }

  /** Nothing was sent yet, so that a message of these can only name hosts and certificates. */
  static @Nullable Throwable harmless(Exception failure) {
    return failure instanceof IOException ? failure : null;
  }
}
