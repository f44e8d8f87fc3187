package dev.registrant.testkit;

import dev.registrant.testkit.vendor.SandboxTime;
import dev.registrant.testkit.vendor.VendorAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** Writes replies to one connection; a plain answer leaves in a single packet. */
final class ReplyWriter {

  private static final int PIECES = 20;

  private final OutputStream out;
  private final SandboxTime time;

  ReplyWriter(OutputStream out, SandboxTime time) {
    this.out = out;
    this.time = time;
  }

  /** Writes and tells whether the connection may live on. */
  boolean write(Reply reply, boolean head) throws IOException, InterruptedException {
    if (reply instanceof Reply.Send send) {
      if (!send.pause().isZero()) {
        time.sleep(send.pause());
      }
      send(send.answer(), head);
      return true;
    }
    if (reply instanceof Reply.Dribble dribble) {
      dribble(dribble.answer(), dribble.over());
      return true;
    }
    if (reply instanceof Reply.Endless endless) {
      endless(endless.answer());
    }
    return false;
  }

  private void send(VendorAnswer answer, boolean head) throws IOException {
    byte[] top = top(answer, length(answer));
    byte[] body = head ? new byte[0] : answer.body();
    byte[] all = Arrays.copyOf(top, top.length + body.length);
    System.arraycopy(body, 0, all, top.length, body.length);
    out.write(all);
    out.flush();
  }

  private void dribble(VendorAnswer answer, Duration over)
      throws IOException, InterruptedException {
    byte[] body = answer.body();
    out.write(top(answer, length(answer)));
    out.flush();
    int pieces = Math.max(1, Math.min(PIECES, body.length));
    for (int piece = 0; piece < pieces; piece++) {
      time.sleep(over.dividedBy(pieces));
      int from = body.length * piece / pieces;
      out.write(body, from, body.length * (piece + 1) / pieces - from);
      out.flush();
    }
  }

  /** Ends only with the connection, when the client closes it or the sandbox does. */
  private void endless(VendorAnswer answer) throws IOException {
    int status = answer.status() == 204 ? 200 : answer.status();
    VendorAnswer opened = new VendorAnswer(status, answer.headers(), new byte[0]);
    out.write(top(opened, "transfer-encoding: chunked\r\n"));
    chunk("{\"data\":\"".getBytes(StandardCharsets.US_ASCII));
    byte[] filling = new byte[8192];
    Arrays.fill(filling, (byte) 'x');
    while (!Thread.currentThread().isInterrupted()) {
      chunk(filling);
    }
  }

  private void chunk(byte[] bytes) throws IOException {
    String size = Integer.toHexString(bytes.length) + "\r\n";
    out.write(size.getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String length(VendorAnswer answer) {
    return answer.status() == 204 ? "" : "content-length: " + answer.body().length + "\r\n";
  }

  private byte[] top(VendorAnswer answer, String framing) {
    StringBuilder text = new StringBuilder(512);
    text.append("HTTP/1.1 ").append(answer.status()).append(" \r\n");
    text.append("date: ")
        .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(time.now().atZone(ZoneOffset.UTC)))
        .append("\r\n");
    answer
        .headers()
        .forEach(
            (name, value) ->
                text.append(name)
                    .append(": ")
                    .append(value.replaceAll("[\\r\\n]", " "))
                    .append("\r\n"));
    text.append(framing).append("\r\n");
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
