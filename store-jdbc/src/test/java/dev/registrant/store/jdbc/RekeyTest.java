package dev.registrant.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RekeyTest {
  private static final Secret VALUE = Secret.of("a-value-to-be-sealed-anew");

  @TempDir Path directory;
  private Place place;

  @BeforeEach
  void makeStore() {
    place = new Place(directory);
    try (JdbcStore store = place.open()) {
      Place.commit(store, Place.credential("cred_1", VALUE));
    }
  }

  @Test
  void valuesOpenAfterwards() {
    try (JdbcStore store = place.open()) {
      store.rekey();

      assertEquals(Optional.of(VALUE), store.reveal("cred_1"));
    }
    try (JdbcStore store = place.open()) {
      assertEquals(Optional.of(VALUE), store.reveal("cred_1"));
    }
  }

  @Test
  void theFormerKeyOpensNothingAnyMore() throws Exception {
    Path former = Files.copy(place.key(), directory.resolve("former"), attributes());
    try (JdbcStore store = place.open()) {
      store.rekey();
    }

    assertThrows(
        JdbcStore.Failure.class, () -> JdbcStore.sqlite(place.file(), KeySource.file(former)));
  }

  @Test
  void aCrashBeforeTheValuesWereSealedAnewIsHarmless() {
    new KeyFile(place.key(), false).rotate(storeId());

    try (JdbcStore store = place.open()) {
      assertEquals(Optional.of(VALUE), store.reveal("cred_1"));
      Place.commit(store, Place.credential("cred_2", VALUE));
      store.rekey();
      assertEquals(List.of(), store.check());
    }
  }

  @Test
  void aCrashBeforeTheFormerKeyWasDroppedIsHarmless() throws Exception {
    Path kept = Files.copy(place.key(), directory.resolve("kept"), attributes());
    new KeyFile(kept, false).rotate(storeId());
    Files.copy(kept, place.key(), StandardCopyOption.REPLACE_EXISTING);
    KeySource both = KeySource.file(kept);
    try (JdbcStore store = place.open()) {
      store.rekey(both); // seals with the newest of both, drops none
    }

    try (JdbcStore store = place.open()) {
      assertEquals(Optional.of(VALUE), store.reveal("cred_1"));
      store.rekey();
      assertEquals(Optional.of(VALUE), store.reveal("cred_1"));
    }
  }

  @Test
  void anotherStoreOnTheFileTakesTheNewKeyByItself() {
    Secret later = Secret.of("a-value-sealed-after-the-change");
    try (JdbcStore store = place.open();
        JdbcStore other = place.open()) {
      store.rekey();

      assertEquals(Optional.of(VALUE), other.reveal("cred_1"));
    }
    try (JdbcStore store = place.open();
        JdbcStore other = place.open()) {
      store.rekey();
      Place.commit(other, Place.credential("cred_2", later));

      assertEquals(Optional.of(later), store.reveal("cred_2"));
    }
  }

  @Test
  void aValueSealedBeforeAnUnfinishedChangeIsFoundByEverybody() {
    try (JdbcStore former = place.open()) {
      new KeyFile(place.key(), false).rotate(storeId());
      try (JdbcStore newer = place.open()) {
        Place.commit(newer, Place.credential("cred_2", VALUE));
      }

      assertEquals(Optional.of(VALUE), former.reveal("cred_2"));
    }
  }

  @Test
  void anotherSourceTakesOver() {
    Secret keyset = KeySource.newKeyset();
    try (JdbcStore store = place.open()) {
      store.rekey(KeySource.keyset(keyset));
      Place.commit(store, Place.credential("cred_2", VALUE));
    }

    try (JdbcStore store = JdbcStore.sqlite(place.file(), KeySource.keyset(keyset))) {
      assertEquals(List.of(), store.check());
    }
  }

  @Test
  void whoHasTheFormerSourceCanWriteNoValues() {
    try (JdbcStore store = place.open();
        JdbcStore other = place.open()) {
      store.rekey(KeySource.keyset(KeySource.newKeyset()));

      assertThrows(
          JdbcStore.Failure.class, () -> Place.commit(other, Place.credential("cred_2", VALUE)));
      assertEquals(Optional.empty(), store.reveal("cred_2"));
    }
  }

  @Test
  void aTextCannotBeChangedHere() {
    KeySource text = KeySource.keyset(KeySource.newKeyset());
    try (JdbcStore store = JdbcStore.sqlite(directory.resolve("text.db"), text)) {
      JdbcStore.Failure failure = assertThrows(JdbcStore.Failure.class, store::rekey);

      assertTrue(failure.getMessage().contains("rekey with it"), failure.getMessage());
    }
  }

  @Test
  void aDamagedValueLeavesEverythingAsItWas() {
    try (JdbcStore store = place.open()) {
      Place.commit(store, Place.credential("cred_2", VALUE));
      place.sql("UPDATE registrant_credentials SET sealed = x'00' WHERE id = 'cred_2'");

      JdbcStore.Failure failure = assertThrows(JdbcStore.Failure.class, store::rekey);

      assertTrue(failure.getMessage().contains("cred_2"), failure.getMessage());
      assertEquals(Optional.of(VALUE), store.reveal("cred_1"));
    }
  }

  @Test
  void theKeyFileChanges() throws Exception {
    String before = Files.readString(place.key());
    try (JdbcStore store = place.open()) {
      store.rekey();
    }

    assertNotEquals(before, Files.readString(place.key()));
  }

  private String storeId() {
    try {
      return Files.readAllLines(place.key()).get(0).replace("registrant-key-v1 ", "");
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static StandardCopyOption attributes() {
    return StandardCopyOption.COPY_ATTRIBUTES;
  }
}
