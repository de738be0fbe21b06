package io.slipway.registry;

import io.vertx.core.MultiMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Answer to an {@link HttpCall}; its body is read once and only while the exchange is open.
 *
 * @param call as sent last, so after redirects
 */
record HttpAnswer(HttpCall call, int status, MultiMap headers, InputStream body)
    implements AutoCloseable {
  /** What of an error body is read. */
  private static final int ERROR_BYTES = 64 << 10;

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** First value of the header, or empty. */
  String header(String name) {
    var value = headers.get(name);
    return value == null ? "" : value;
  }

  /** The whole body, which must not be longer than {@code limit}. */
  byte[] bytes(int limit) throws IOException, RegistryException {
    var bytes = body.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw RegistryException.malformed(call + ": answer is longer than " + limit + " bytes");
    }
    return bytes;
  }

  /** Ends the exchange; what was not read of the body is not transferred. */
  @Override
  public void close() throws IOException {
    body.close();
  }

  /** This answer as the failure it is. */
  RegistryException failure() throws IOException {
    var text = new String(body.readNBytes(ERROR_BYTES), StandardCharsets.UTF_8);
    var failure =
        ErrorText.failure(call.method().name(), call.url(), status, call.withoutSecrets(text));
    return failure.after(RetryAfter.of(status, headers));
  }

  /** Reads an answer into what the caller wants of it. */
  @FunctionalInterface
  interface Reader<T> {
    T read(HttpAnswer answer) throws IOException, RegistryException;
  }
}
