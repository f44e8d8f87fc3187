package dev.registrant.testkit.zitadel;

import dev.registrant.testkit.vendor.Behaviours;
import dev.registrant.testkit.vendor.VendorRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The token endpoint, for service accounts: API apps get no tokens. */
final class TokenEndpoint {

  private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final Pattern AUDIENCE =
      Pattern.compile("urn:zitadel:iam:org:project:id:([^: ]+):aud");

  private final World world;
  private final Behaviours behaviours;
  private final Mint mint;
  private final String issuer;

  TokenEndpoint(World world, Behaviours behaviours, Mint mint, String issuer) {
    this.world = world;
    this.behaviours = behaviours;
    this.mint = mint;
    this.issuer = issuer;
  }

  Map<String, Object> answer(VendorRequest request, Instant now) {
    OAuthForm form = OAuthForm.of(request);
    Account account =
        switch (form.get("grant_type")) {
          case "client_credentials" -> bySecret(form);
          case JWT_BEARER -> byKey(form, now);
          case "" -> throw Denied.invalidRequest("grant_type missing");
          default -> throw new Denied(400, "unsupported_grant_type", "grant_type not supported");
        };
    return issue(account, form.get("scope"), now);
  }

  private Account bySecret(OAuthForm form) {
    OAuthForm.Pair client =
        form.basic()
            .or(form::posted)
            .orElseThrow(() -> refused("invalid_client", "no client credentials"));
    Account account =
        world
            .accountNamed(client.id())
            .orElseThrow(() -> refused("invalid_client", "client not found"));
    if (!account.secret().equals(client.secret())) {
      throw refused("invalid_request", "Errors.User.Machine.Secret.Invalid (OIDC-VoXo6)");
    }
    return account;
  }

  private Account byKey(OAuthForm form, Instant now) {
    Assertion assertion =
        Assertion.parse(form.get("assertion")).orElseThrow(() -> grant("assertion is not a JWT"));
    Account account = world.accounts.get(assertion.issuer());
    if (account == null || !account.keyId().equals(assertion.keyId())) {
      throw grant("key not found");
    }
    assertion
        .flaw(account.key().publicKey(), issuer, now)
        .ifPresent(
            flaw -> {
              throw grant(flaw);
            });
    return account;
  }

  private Denied refused(String error, String description) {
    return new Denied(behaviours.number(Switches.TOKEN_REFUSAL), error, description);
  }

  private static Denied grant(String description) {
    return new Denied(400, "invalid_grant", description);
  }

  private Map<String, Object> issue(Account account, String scope, Instant now) {
    Set<String> audience = new LinkedHashSet<>();
    for (String one : List.of(scope.split(" "))) {
      Matcher named = AUDIENCE.matcher(one);
      if (named.matches()) {
        audience.add(named.group(1));
      }
    }
    long seconds = behaviours.number(Switches.TOKEN_LIFE);
    String value = mint.token();
    world.tokens.put(
        value,
        new Token(
            mint.id(),
            account.id(),
            false,
            audience,
            scope,
            now,
            now.plus(Duration.ofSeconds(seconds))));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("access_token", value);
    members.put("token_type", "Bearer");
    members.put("expires_in", seconds);
    return members;
  }
}
