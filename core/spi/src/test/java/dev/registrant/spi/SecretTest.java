package dev.registrant.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretTest {
  private static final String VALUE = "s3cret-value";

  @Test
  void valueIsNeverShown() {
    Secret secret = Secret.of(VALUE);
    for (Object holder :
        List.of(
            secret,
            List.of(secret),
            CredentialChange.added(CredentialKind.CLIENT_SECRET, secret),
            new Answer<>(
                "value",
                List.of(CredentialChange.added(CredentialKind.CLIENT_SECRET, secret)),
                java.util.Optional.empty()))) {
      assertFalse(holder.toString().contains(VALUE), holder.getClass().getName());
    }
    assertEquals(VALUE, secret.reveal());
  }

  @Test
  void hashCodeTellsNothingOfTheValue() {
    assertEquals(Secret.of(VALUE).hashCode(), Secret.of("other").hashCode());
  }

  @Test
  void secretsAreEqualByValue() {
    assertEquals(Secret.of(VALUE), Secret.of(VALUE));
    assertNotEquals(Secret.of(VALUE), Secret.of("other"));
    assertNotEquals(Secret.of(VALUE), Secret.of(VALUE + "x"));
  }

  @Test
  void emptySecretIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Secret.of(""));
  }

  @Test
  void secretCannotBeSerialized() throws Exception {
    try (var out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThrows(NotSerializableException.class, () -> out.writeObject(Secret.of(VALUE)));
    }
  }
}
