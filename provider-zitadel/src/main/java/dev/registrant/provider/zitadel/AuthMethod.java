package dev.registrant.provider.zitadel;

import dev.registrant.spi.ClientMetadata;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an API app authenticates at the introspection endpoint. */
enum AuthMethod {
  BASIC("client_secret_basic", "API_AUTH_METHOD_TYPE_BASIC"),
  PRIVATE_KEY_JWT("private_key_jwt", "API_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT");

  private final String word;
  private final String wire;

  AuthMethod(String word, String wire) {
    this.word = word;
    this.wire = wire;
  }

  /** Returns the word of RFC 7591. */
  String word() {
    return word;
  }

  /** Returns ZITADEL's word. Always sent: absent or misspelt it would mean BASIC. */
  String wire() {
    return wire;
  }

  /** Returns what is to be done after a change to this method: the change itself does neither. */
  List<String> owedAfterChange() {
    return this == BASIC
        ? List.of(
            "the change made no secret: replace the secret (secrets.replace)",
            "keys of before may still authenticate and are not listed any more: to end them, change"
                + " back, revoke them, and change again")
        : List.of(
            "the change made no key: issue one (secrets.issue)",
            "the secret of before may still authenticate: to end it, change back, replace it, and"
                + " change again");
  }

  /** Returns the method of an app, as wanted or as registered; BASIC where nothing is said. */
  static AuthMethod of(ClientMetadata metadata) {
    return metadata
        .text(ClientMetadata.TOKEN_ENDPOINT_AUTH_METHOD)
        .filter(PRIVATE_KEY_JWT.word::equals)
        .map(word -> PRIVATE_KEY_JWT)
        .orElse(BASIC);
  }

  /** Returns the word of RFC 7591 for ZITADEL's; one that is not known stays as it is. */
  static String wordOf(@Nullable String wire) {
    return wire == null
        ? BASIC.word
        : Arrays.stream(values())
            .filter(method -> method.wire.equals(wire))
            .map(AuthMethod::word)
            .findFirst()
            .orElse(wire);
  }
}
