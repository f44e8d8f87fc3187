package dev.registrant.benchmarks;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import net.minidev.json.JSONObject;

/** The HTTP and JSON of the Nimbus OAuth SDK. */
final class NimbusClient implements AppClient {
  private final String url;

  NimbusClient(String url) {
    this.url = url;
  }

  @Override
  public Found find(String id) throws IOException, ParseException {
    HTTPRequest request =
        new HTTPRequest(HTTPRequest.Method.GET, URI.create(url + AppClient.path(id)));
    request.setAccept("application/json");
    request.setAuthorization("Bearer " + AppClient.TOKEN);
    HTTPResponse response = request.send();
    response.ensureStatusCode(HTTPResponse.SC_OK);
    JSONObject app = JSONObjectUtils.getJSONObject(response.getBodyAsJSONObject(), "app");
    JSONObject config = JSONObjectUtils.getJSONObject(app, "apiConfig");
    return new Found(
        JSONObjectUtils.getString(app, "id"),
        JSONObjectUtils.getString(app, "name"),
        JSONObjectUtils.getString(config, "clientId"));
  }
}
