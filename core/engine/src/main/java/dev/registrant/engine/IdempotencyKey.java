package dev.registrant.engine;

import dev.registrant.Platform;
import dev.registrant.spi.RegistrationException;
import dev.registrant.spi.Violation;
import java.util.List;
import java.util.regex.Pattern;

/** The form of the keys hosts give. */
final class IdempotencyKey {
  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private IdempotencyKey() {}

  static String random(Platform platform) {
    return "key_%016x%016x".formatted(platform.random().nextLong(), platform.random().nextLong());
  }

  static void check(String key) {
    if (!FORM.matcher(key).matches()) {
      throw new RegistrationException.InvalidRequest(
          List.of(
              new Violation(
                  "key",
                  "invalid-key",
                  "an idempotency key has 1 to 200 visible ASCII characters and no blank")));
    }
  }
}
