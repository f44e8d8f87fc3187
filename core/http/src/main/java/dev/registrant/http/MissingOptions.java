package dev.registrant.http;

import feign.Request;

/**
 * What {@link GatedClient} gets if a method is called without {@link CallOptions}, and refuses.
 * Feign asks for it at each call, also where it is not needed.
 */
final class MissingOptions extends Request.Options {
  /** The same for all methods: to look for others takes a text made of the thread's id. */
  @Override
  public Request.Options getMethodOptions(String method) {
    return this;
  }
}
