package dev.registrant.benchmarks;

import java.util.function.Function;

/** The clients that are compared. */
public enum Rival {
  /** Registrant with its ZITADEL provider. */
  REGISTRANT("Registrant", RegistrantClient::new),
  /** What the others are compared with. */
  FEIGN_HC5("Feign on HttpClient 5", FeignClient::onHttpClient5),
  /** Feign as it comes. */
  FEIGN_URL_CONNECTION("Feign on HttpURLConnection", FeignClient::onUrlConnection),
  /** The JDK's client. */
  JAVA_NET_HTTP("java.net.http and Jackson by hand", JavaHttpClient::new),
  /** OkHttp. */
  OKHTTP("OkHttp and Jackson", OkHttp::new),
  /** The SDK of Nimbus. */
  NIMBUS("Nimbus OAuth SDK", NimbusClient::new);

  private final String label;
  private final Function<String, AppClient> opens;

  Rival(String label, Function<String, AppClient> opens) {
    this.label = label;
    this.opens = opens;
  }

  String label() {
    return label;
  }

  AppClient open(String url) {
    return opens.apply(url);
  }
}
