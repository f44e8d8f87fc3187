package dev.registrant.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the vendor answers: one app of ZITADEL's, always the same, made once; and, in Snyk's form,
 * creations, changes of the name, and a list of {@value #LISTED} apps.
 */
final class VendorAnswers {
  /** Asked for the number of requests. */
  static final String REQUESTS = "/requests";

  static final String PROJECT = "300000000000000001";
  static final String ORG = "0d0b4b2a-0000-4000-8000-000000000001";

  /** The one app that is found. */
  static final Found APP =
      new Found("300000000000000002", "Invoices of the north-western region", "client-0001@bench");

  static final int LISTED = 100_000;
  static final String REDIRECT_URI = "https://platform.example/callback";
  static final String SCOPE = "org.read";

  private static final int PAGE = 100;
  private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"\\\\]*)\"");
  private static final Pattern AFTER = Pattern.compile("[?&]starting_after=(\\d+)");
  private static final AtomicLong CREATED = new AtomicLong();

  /** About 700 bytes, some of which no client wants, as it is with vendors. */
  private static final byte[] FOUND =
      json(
          200,
          """
          {"app":{"id":"%s","details":{"sequence":"1042","creationDate":"2026-03-04T05:06:07.123456Z",\
          "changeDate":"2026-03-05T06:07:08.654321Z","resourceOwner":"300000000000000003"},\
          "state":"APP_STATE_ACTIVE","name":"%s","apiConfig":{"clientId":"%s",\
          "authMethodType":"API_AUTH_METHOD_TYPE_BASIC"}},\
          "annotations":{"team":"integration platform","contact":"platform-team@platform.example",\
          "purpose":"Introspects the access tokens of the connector for invoices, credit notes and\
           reminders","reviewed":true,"reviewedBy":"platform-security@platform.example",\
          "labels":["production","connector","finance","north-west"],"revision":17}}
          """
              .strip()
              .formatted(APP.id(), APP.name(), APP.clientId()));

  private VendorAnswers() {}

  /** The whole response to a request. */
  static byte[] answer(String method, String path, String body) {
    if (path.startsWith("/management/")) {
      return FOUND;
    }
    return switch (method) {
      case "POST" ->
          json(
              201,
              "{\"data\":"
                  + app(id(CREATED.incrementAndGet()), name(body), "\"client_secret\":\"s-0001\",")
                  + "}");
      case "PATCH" -> json(200, "{\"data\":" + app(lastSegment(path), name(body), "") + "}");
      default -> list(path);
    };
  }

  static byte[] number(long number) {
    return json(200, String.valueOf(number));
  }

  private static byte[] list(String path) {
    Matcher after = AFTER.matcher(path);
    int first = after.find() ? Integer.parseInt(after.group(1)) : 0;
    StringBuilder page = new StringBuilder(PAGE * 500).append("{\"data\":[");
    for (int i = first; i < first + PAGE; i++) {
      page.append(i == first ? "" : ",").append(app(id(i), "App " + i, ""));
    }
    page.append("],\"links\":{");
    if (first + PAGE < LISTED) {
      page.append("\"next\":\"/orgs/%s/apps?starting_after=%d\"".formatted(ORG, first + PAGE));
    }
    return json(200, page.append("}}").toString());
  }

  private static String app(String id, String name, String secret) {
    return "{\"id\":\""
        + id
        + "\",\"type\":\"app\",\"attributes\":{\"name\":\""
        + name
        + "\",\"client_id\":\""
        + id
        + "\","
        + secret
        + "\"redirect_uris\":[\""
        + REDIRECT_URI
        + "\"],\"scopes\":[\""
        + SCOPE
        + "\"],\"context\":\"tenant\",\"access_token_ttl_seconds\":3600,\"grant_type\":"
        + "\"authorization_code\",\"is_confidential\":true,\"is_public\":false,\"org_public_id\":\""
        + ORG
        + "\"}}";
  }

  private static String id(long number) {
    return new UUID(0x4000L, 0x8000_0000_0000_0000L | number).toString();
  }

  private static String lastSegment(String path) {
    int query = path.indexOf('?');
    String whole = query < 0 ? path : path.substring(0, query);
    return whole.substring(whole.lastIndexOf('/') + 1);
  }

  private static String name(String body) {
    Matcher name = NAME.matcher(body);
    return name.find() ? name.group(1) : "";
  }

  private static byte[] json(int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, bytes.length);
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }
}
