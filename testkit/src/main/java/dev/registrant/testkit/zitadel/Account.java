package dev.registrant.testkit.zitadel;

import java.util.List;
import java.util.stream.Stream;

/**
 * A service account: unlike an API app it can get tokens.
 *
 * @param name its user name, which is its client id
 */
record Account(
    String id,
    String name,
    String org,
    String secret,
    String keyId,
    RsaKey key,
    List<Membership> memberships) {

  Account with(Membership more) {
    List<Membership> all = Stream.concat(memberships.stream(), Stream.of(more)).toList();
    return new Account(id, name, org, secret, keyId, key, all);
  }
}
