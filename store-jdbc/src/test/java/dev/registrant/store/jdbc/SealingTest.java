package dev.registrant.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.spi.Secret;
import dev.registrant.testkit.contract.NoSecretLeaks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class SealingTest {
  private static final Secret VALUE = Secret.of("a-value-that-stands-nowhere-in-clear");
  private static final Secret OTHER = Secret.of("another-value-that-stands-nowhere");

  @RegisterExtension final NoSecretLeaks leaks = new NoSecretLeaks();
  @TempDir Path directory;
  private Place place;

  @BeforeEach
  void choosePlace() {
    place = new Place(directory);
    leaks.watch(VALUE);
    leaks.watch(OTHER);
  }

  @Test
  void noValueStandsInAnyFileInClear() {
    List<Secret> values = new ArrayList<>();
    try (JdbcStore store = place.open()) {
      for (int i = 0; i < 50; i++) {
        Secret value = Secret.of("value-" + i + "-of-a-credential");
        values.add(value);
        Place.commit(store, Place.credential("cred_" + i, value));
        Place.commit(store, Place.credential("cred_0", value));
      }
      assertTrue(place.shows("acct_1"), "the search finds what is in clear");
      values.forEach(value -> assertFalse(place.shows(value.reveal()), "open"));
    }
    values.forEach(value -> assertFalse(place.shows(value.reveal()), "closed"));
  }

  @Test
  void noValueStandsInAnExportOrACheck() {
    try (JdbcStore store = withValue()) {
      java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
      store.export(out);

      leaks.requireClean("the export", out);
      leaks.requireClean("the check", store.check());
    }
  }

  @Test
  void aWrongKeyIsRefusedAndNothingIsWritten() throws Exception {
    withValue().close();
    byte[] before = Files.readAllBytes(place.file());

    assertFailure(
        "the sealing key is not the one of the database",
        () -> JdbcStore.sqlite(place.file(), KeySource.keyset(KeySource.newKeyset())));
    assertArrayEquals(before, Files.readAllBytes(place.file()));
  }

  @Test
  void aLostKeyIsNotReplacedByANewOne() throws Exception {
    withValue().close();
    Files.delete(place.key());

    assertFailure("is missing: restore it from a backup", place::open);
    assertFalse(Files.exists(place.key()));
  }

  @Test
  void theKeyOfAnotherStoreIsRefused() {
    place.open().close();

    assertFailure(
        "belongs to another store",
        () -> JdbcStore.sqlite(directory.resolve("other.db"), KeySource.fileOrNew(place.key())));
  }

  @Test
  void aKeyFileThatMustBeThereIsNotMade() {
    assertFailure("is missing", () -> JdbcStore.sqlite(place.file(), KeySource.file(place.key())));
  }

  @Test
  void aKeyFileOfAnotherKindIsRefused() throws Exception {
    OwnerOnly.createIfAbsent(place.key(), "key file");
    Files.writeString(place.key(), VALUE.reveal());

    assertFailure("is not one of Registrant", place::open);
  }

  @Test
  void aTextThatIsNoKeysetIsRefusedUnseen() {
    assertFailure("is no keyset", () -> JdbcStore.sqlite(place.file(), KeySource.keyset(VALUE)));
  }

  @Test
  void aKeysetServesAsKey() {
    Secret keyset = KeySource.newKeyset();
    try (JdbcStore store = JdbcStore.sqlite(place.file(), KeySource.keyset(keyset))) {
      Place.commit(store, Place.credential("cred_1", VALUE));
    }

    try (JdbcStore store = JdbcStore.sqlite(place.file(), KeySource.keyset(keyset))) {
      assertEquals(Optional.of(VALUE), store.reveal("cred_1"));
    }
  }

  @Test
  void aHostsOwnSealerServesAsKey() {
    KeySource keys = KeySource.sealer(Keyset.random().sealer());
    try (JdbcStore store = JdbcStore.sqlite(place.file(), keys)) {
      Place.commit(store, Place.credential("cred_1", VALUE));

      assertEquals(Optional.of(VALUE), store.reveal("cred_1"));
    }
  }

  @Test
  void aSealerThatFailsLeavesNothingBehind() {
    Failing sealer = new Failing(Keyset.random().sealer());
    try (JdbcStore store = JdbcStore.sqlite(place.file(), KeySource.sealer(sealer))) {
      sealer.isFailing = true;

      assertFailure(
          "a value could not be sealed and nothing was written",
          () -> Place.commit(store, Place.credential("cred_1", VALUE)));
      assertEquals(Optional.empty(), store.registration(Place.OWNER));
    }
  }

  @Test
  void aValueMovedToAnotherCredentialDoesNotOpen() {
    try (JdbcStore store = withValue()) {
      Place.commit(store, Place.credential("cred_2", OTHER));
      place.sql(
          "UPDATE registrant_credentials SET sealed ="
              + " (SELECT sealed FROM registrant_credentials WHERE id = 'cred_1')"
              + " WHERE id = 'cred_2'");

      assertFailure(
          "registrant_credentials: the value of cred_2 does not open",
          () -> store.reveal("cred_2"));
      assertEquals(Optional.of(VALUE), store.reveal("cred_1"));
    }
  }

  @Test
  void aValueMovedToAnotherAccountDoesNotOpen() {
    try (JdbcStore store = withValue()) {
      place.sql("UPDATE registrant_credentials SET account_id = 'acct_2'");

      assertFailure("does not open", () -> store.reveal("cred_1"));
    }
  }

  private JdbcStore withValue() {
    JdbcStore store = place.open();
    Place.commit(store, Place.credential("cred_1", VALUE));
    return store;
  }

  private static void assertFailure(String message, Executable act) {
    JdbcStore.Failure failure = assertThrows(JdbcStore.Failure.class, act);
    assertTrue(failure.getMessage().contains(message), failure.getMessage());
  }

  private static final class Failing implements KeySource.Sealer {
    private final KeySource.Sealer working;
    private boolean isFailing;

    private Failing(KeySource.Sealer working) {
      this.working = working;
    }

    @Override
    public byte[] seal(byte[] value, byte[] associatedData) throws GeneralSecurityException {
      if (isFailing) {
        throw new GeneralSecurityException(
            "the value was " + new String(value, StandardCharsets.UTF_8));
      }
      return working.seal(value, associatedData);
    }

    @Override
    public byte[] open(byte[] sealed, byte[] associatedData) throws GeneralSecurityException {
      return working.open(sealed, associatedData);
    }
  }
}
