package dev.registrant.http;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InterruptedIOException;
import java.net.Socket;
import org.apache.hc.core5.io.CloseMode;
import org.junit.jupiter.api.Test;

class QuietConnectionTest {
  @Test
  void takesNoSocketOnceClosed() throws Exception {
    QuietConnection connection = new QuietConnection();
    connection.close(CloseMode.GRACEFUL);
    try (Socket socket = new Socket()) {
      assertThrows(InterruptedIOException.class, () -> connection.bind(socket));
      assertTrue(socket.isClosed());
    }
  }
}
