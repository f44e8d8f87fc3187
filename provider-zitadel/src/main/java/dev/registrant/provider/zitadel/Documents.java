package dev.registrant.provider.zitadel;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What ZITADEL answers with. In proto3 JSON a part that has its default is absent: an empty text,
 * an empty list, zero, the first value of an enumeration. Numbers of 64 bits are texts.
 */
final class Documents {
  private Documents() {}

  /** What can be found by a search. */
  interface Identified {
    @Nullable String id();
  }

  /** A page of a search. */
  interface Found<T extends Identified> {
    @Nullable List<T> result();

    @Nullable Total details();
  }

  record Total(@Nullable String totalResult) {
    long known() {
      return number(totalResult).orElse(0L);
    }
  }

  /**
   * Where an object stands in the history of its project.
   *
   * @param sequence grows with each change in the project
   */
  record Details(
      @Nullable String sequence, @Nullable String creationDate, @Nullable String resourceOwner) {}

  record Created(
      @Nullable String appId,
      @Nullable String clientId,
      @Nullable String clientSecret,
      @Nullable Details details) {
    /** A record would print its secret. */
    @Override
    public String toString() {
      return "Created[appId=" + appId + "]";
    }
  }

  record Changed(@Nullable Details details) {}

  record One(@Nullable App app) {}

  record Apps(@Nullable List<App> result, @Nullable Total details) implements Found<App> {}

  /**
   * An app of any kind.
   *
   * @param oidcConfig present if it is an OIDC app
   * @param samlConfig present if it is a SAML app
   */
  record App(
      @Nullable String id,
      @Nullable String name,
      @Nullable String state,
      @Nullable Details details,
      @Nullable ApiConfig apiConfig,
      @Nullable Object oidcConfig,
      @Nullable Object samlConfig)
      implements Identified {
    boolean isOfAnotherKind() {
      return apiConfig == null && (oidcConfig != null || samlConfig != null);
    }
  }

  record ApiConfig(@Nullable String clientId, @Nullable String authMethodType) {}

  record NewSecret(@Nullable String clientSecret) {
    /** A record would print its secret. */
    @Override
    public String toString() {
      return "NewSecret[hidden]";
    }
  }

  /**
   * A key that was made.
   *
   * @param keyDetails a JSON document with the private key, in base64
   */
  record NewKey(@Nullable String id, @Nullable String keyDetails) {
    /** A record would print its secret. */
    @Override
    public String toString() {
      return "NewKey[id=" + id + "]";
    }
  }

  record Keys(@Nullable List<Key> result, @Nullable Total details) implements Found<Key> {}

  record Key(@Nullable String id, @Nullable String expirationDate) implements Identified {}

  /** How far the history of the project had come; empty if not told. */
  static Optional<Long> sequence(@Nullable Details details) {
    return details == null ? Optional.empty() : number(details.sequence());
  }

  private static Optional<Long> number(@Nullable String text) {
    return text != null && text.matches("\\d{1,18}")
        ? Optional.of(Long.valueOf(text))
        : Optional.empty();
  }
}
