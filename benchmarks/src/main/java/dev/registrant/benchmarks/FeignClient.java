package dev.registrant.benchmarks;

import feign.Client;
import feign.DefaultClient;
import feign.Feign;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import feign.hc5.ApacheHttp5Client;
import feign.jackson3.Jackson3Decoder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;

/** Plain Feign, as whoever writes a client of one vendor would set it up. */
final class FeignClient implements AppClient {
  private static final int CONNECTIONS = 64;

  private final ManagementApi api;

  private FeignClient(Client client, String url) {
    api =
        Feign.builder()
            .client(client)
            .decoder(new Jackson3Decoder(Document.mapper()))
            .requestInterceptor(
                template -> template.header("Authorization", "Bearer " + AppClient.TOKEN))
            .target(ManagementApi.class, url);
  }

  /** What is declared by hand. */
  interface ManagementApi {
    @RequestLine("GET /management/v1/projects/{project}/apps/{app}")
    @Headers("Accept: application/json")
    Document find(@Param("project") String project, @Param("app") String app);
  }

  static FeignClient onHttpClient5(String url) {
    return new FeignClient(
        new ApacheHttp5Client(
            HttpClients.custom()
                .setConnectionManager(
                    PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setMaxConnTotal(CONNECTIONS)
                        .build())
                .build()),
        url);
  }

  static FeignClient onUrlConnection(String url) {
    return new FeignClient(new DefaultClient(null, null), url);
  }

  @Override
  public Found find(String id) {
    return api.find(VendorAnswers.PROJECT, id).found();
  }
}
