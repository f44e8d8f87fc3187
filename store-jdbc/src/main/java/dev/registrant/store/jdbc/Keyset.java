package dev.registrant.store.jdbc;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Keys of Tink: the primary one seals, each of them opens. */
final class Keyset {
  private final KeysetHandle keys;

  private Keyset(KeysetHandle keys) {
    this.keys = keys;
  }

  static Keyset random() {
    try {
      return new Keyset(
          KeysetHandle.newBuilder().setConfiguration(configuration()).addEntry(newKey()).build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every JDK", e);
    }
  }

  /**
   * Reads what {@link #text} returned.
   *
   * @param what where it comes from, for the message
   */
  static Keyset parse(String text, String what) {
    try {
      return new Keyset(
          TinkProtoKeysetFormat.parseKeyset(
              Base64.getDecoder().decode(text.strip()),
              InsecureSecretKeyAccess.get(),
              configuration()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Without the cause: nobody promises that its message holds nothing of the text.
      throw new JdbcStore.Failure(
          what + " is no keyset: use what KeySource.newKeyset() made, unchanged");
    }
  }

  /** Returns all keys in clear, as text. */
  String text() {
    try {
      byte[] clear =
          TinkProtoKeysetFormat.serializeKeyset(
              keys, InsecureSecretKeyAccess.get(), configuration());
      return Base64.getEncoder().encodeToString(clear);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset of ours can be written", e);
    }
  }

  /** Returns these keys with a new one that seals from now on. */
  Keyset withNewPrimary() {
    try {
      return new Keyset(
          KeysetHandle.newBuilder(keys)
              .setConfiguration(configuration())
              .addEntry(newKey())
              .build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key can be added", e);
    }
  }

  /** Returns the primary key alone. */
  Keyset primaryOnly() {
    KeysetHandle.Builder builder = KeysetHandle.newBuilder(keys).setConfiguration(configuration());
    for (int i = builder.size() - 1; i >= 0; i--) {
      if (!builder.getAt(i).isPrimary()) {
        builder.deleteAt(i);
      }
    }
    try {
      return new Keyset(builder.build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset has a primary key", e);
    }
  }

  /** Does with these keys what is done with any. */
  void rehearse() {
    KeySource.Sealer sealer = parse(text(), "a keyset of ours").sealer();
    try {
      sealer.open(sealer.seal(new byte[0], new byte[0]), new byte[0]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("what was sealed opens", e);
    }
  }

  KeySource.Sealer sealer() {
    Aead aead;
    try {
      aead = keys.getPrimitive(configuration(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new JdbcStore.Failure("the keyset holds no keys for sealing: use another one");
    }
    return new KeySource.Sealer() {
      @Override
      public byte[] seal(byte[] value, byte[] associatedData) throws GeneralSecurityException {
        return aead.encrypt(value, associatedData);
      }

      @Override
      public byte[] open(byte[] sealed, byte[] associatedData) throws GeneralSecurityException {
        return aead.decrypt(sealed, associatedData);
      }
    };
  }

  private static KeysetHandle.Builder.Entry newKey() {
    return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
        .withRandomId()
        .makePrimary();
  }

  private static Configuration configuration() {
    try {
      return AeadConfig2026.get();
    } catch (RuntimeException e) {
      throw new JdbcStore.Failure("this JDK has no AES-GCM that may be used", e);
    }
  }
}
