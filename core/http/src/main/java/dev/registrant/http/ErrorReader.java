package dev.registrant.http;

/**
 * Reads what a vendor says about an error. Thread-safe.
 *
 * <p>Asked for every answer that is not 2xx. Whatever it throws is ignored: the HTTP status alone
 * then makes the error.
 *
 * @param <E> the type an error body is read into
 */
@FunctionalInterface
public interface ErrorReader<E> {
  /**
   * Reads an error.
   *
   * @param answer the answer; its body is empty if there was none or it has another shape, such as
   *     a gateway's HTML. Parts of the body that were absent are {@code null} in it, unless the
   *     type says otherwise
   * @return what is known; {@link VendorError#none()} if nothing is
   */
  VendorError read(HttpAnswer<E> answer);
}
