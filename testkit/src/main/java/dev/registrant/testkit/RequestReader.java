package dev.registrant.testkit;

import dev.registrant.testkit.vendor.VendorRequest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 requests off one connection. */
final class RequestReader {

  private static final int LONGEST_LINE = 64 * 1024;
  private static final int MOST_HEADERS = 200;
  private static final int LARGEST_BODY = 10 * 1024 * 1024;

  private final InputStream in;
  private final OutputStream out;

  RequestReader(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** Returns the next request, or null when the client has closed the connection in order. */
  @Nullable VendorRequest next() throws IOException {
    String first = line(true);
    if (first == null) {
      return null;
    }
    String[] parts = first.split(" ", -1);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
      throw new IOException("not an HTTP/1 request line");
    }
    Map<String, List<String>> headers = headers();
    if (parts[2].equals("HTTP/1.0")) {
      headers.putIfAbsent("connection", List.of("close"));
    }
    byte[] body = body(headers);
    String target = parts[1].replaceFirst("^https?://[^/?]*", "");
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    return new VendorRequest(
        parts[0], path.startsWith("/") ? path : "/" + path, query, headers, body, Duration.ZERO);
  }

  private Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (int count = 0; count <= MOST_HEADERS; count++) {
      String line = someLine();
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("a header without a colon");
      }
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), unused -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    throw new IOException("too many headers");
  }

  private byte[] body(Map<String, List<String>> headers) throws IOException {
    if (headers.getOrDefault("expect", List.of()).contains("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    if (headers.containsKey("transfer-encoding")) {
      return chunks();
    }
    List<String> lengths = headers.getOrDefault("content-length", List.of("0"));
    return exactly(number(lengths.get(0), 10));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = number(someLine().split(";", 2)[0].strip(), 16);
      if (size == 0) {
        while (!someLine().isEmpty()) {
          // trailers mean nothing here
        }
        return body.toByteArray();
      }
      body.writeBytes(exactly(size));
      if (body.size() > LARGEST_BODY || !someLine().isEmpty()) {
        throw new IOException("a body too large or a chunk without an end");
      }
    }
  }

  private byte[] exactly(int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the body ended early");
    }
    return bytes;
  }

  private static int number(String text, int radix) throws IOException {
    try {
      int number = Integer.parseInt(text, radix);
      if (number >= 0 && number <= LARGEST_BODY) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IOException("not a length: " + text, e);
    }
    throw new IOException("not a length to accept: " + text);
  }

  private String someLine() throws IOException {
    String line = line(false);
    if (line == null) {
      throw new EOFException("the request ended early");
    }
    return line;
  }

  private @Nullable String line(boolean mayEnd) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    while (line.size() < LONGEST_LINE) {
      int next = in.read();
      if (next < 0) {
        if (mayEnd && line.size() == 0) {
          return null;
        }
        throw new EOFException("the request ended early");
      }
      if (next == '\n') {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      line.write(next);
    }
    throw new IOException("a line too long");
  }
}
