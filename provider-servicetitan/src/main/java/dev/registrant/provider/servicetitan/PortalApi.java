package dev.registrant.provider.servicetitan;

import dev.registrant.http.CallOptions;
import dev.registrant.http.HttpAnswer;
import feign.Param;
import feign.RequestLine;
import java.util.List;

/**
 * The back end of the developer portal as its public fork of 2021 called it, never published and
 * perhaps gone; and three reads of this project's own contract, which no ServiceTitan server has.
 * All paths are settings.
 */
interface PortalApi {
  @RequestLine("GET {apps}")
  HttpAnswer<PortalDocument.Page> apps(CallOptions options);

  /** Creates, updates and deletes; what it answers was ignored by the portal itself. */
  @RequestLine("PUT {save}")
  HttpAnswer<Void> save(@Param("projectId") String project, PortalState body, CallOptions options);

  /** The same where the path names no project. */
  @RequestLine("PUT {saveAnywhere}")
  HttpAnswer<Void> save(PortalState body, CallOptions options);

  @RequestLine("GET {versions}")
  HttpAnswer<List<PortalDocument.Version>> versions(@Param("app") String app, CallOptions options);

  @RequestLine("GET {connections}")
  HttpAnswer<List<PortalDocument.Connected>> connections(
      @Param("app") String app, CallOptions options);

  @RequestLine("GET {approval}")
  HttpAnswer<PortalDocument.Approval> approval(@Param("app") String app, CallOptions options);
}
