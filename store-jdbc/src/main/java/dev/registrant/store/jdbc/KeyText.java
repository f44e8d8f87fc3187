package dev.registrant.store.jdbc;

import dev.registrant.spi.Secret;

/** A key that was handed over as a text. */
final class KeyText extends KeySource {
  private final Secret text;

  KeyText(Secret text) {
    this.text = text;
  }

  @Override
  Sealer load(String storeId) {
    return Keyset.parse(text.reveal(), "the keyset that was handed over").sealer();
  }

  @Override
  Sealer rotate(String storeId) {
    throw new JdbcStore.Failure(
        "a keyset that was handed over cannot be changed here: make a new one, rekey with it, then"
            + " hand that one over from now on");
  }
}
