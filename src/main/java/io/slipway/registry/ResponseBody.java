package io.slipway.registry;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Body of an answer as a blocking stream. The event loop only hands over buffers, a few at a time
 * ({@code fetch} is the back pressure); digests, disks and decompression stay on the caller's
 * thread. Closing it early cuts the connection.
 */
final class ResponseBody extends InputStream {
  private static final int WINDOW = 8;

  private final HttpClientResponse response;
  private final Context context;
  private final Deadline deadline;
  private final LinkedBlockingQueue<Part> parts = new LinkedBlockingQueue<>();
  private Buffer current = Buffer.buffer();
  private int position;
  private boolean ended;

  private sealed interface Part {
    record Data(Buffer buffer) implements Part {}

    record End() implements Part {}

    record Broken(Throwable cause) implements Part {}
  }

  /** Must run on the response's context, before any data has been handled. */
  ResponseBody(HttpClientResponse response, Context context, Deadline deadline) {
    this.response = response;
    this.context = context;
    this.deadline = deadline;
    response.pause();
    response.handler(buffer -> parts.add(new Part.Data(buffer)));
    response.endHandler(_ -> parts.add(new Part.End()));
    response.exceptionHandler(cause -> parts.add(new Part.Broken(cause)));
    response.fetch(WINDOW);
  }

  @Override
  public int read() throws IOException {
    return available() > 0 || advance() ? current.getByte(position++) & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (available() == 0 && !advance()) {
      return -1;
    }
    var count = Math.min(length, available());
    current.getBytes(position, position + count, into, offset);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return current.length() - position;
  }

  private boolean advance() throws IOException {
    while (!ended && available() == 0) {
      switch (next()) {
        case Part.Data(var buffer) -> {
          current = buffer;
          position = 0;
          context.runOnContext(_ -> response.fetch(1));
        }
        case Part.End() -> ended = true;
        case Part.Broken(var cause) -> throw new IOException(cause);
      }
    }
    return !ended;
  }

  private Part next() throws IOException {
    try {
      var part = parts.poll(deadline.leftNanos(), TimeUnit.NANOSECONDS);
      if (part != null) {
        return part;
      }
      throw new IOException(new TimeoutException());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      response.request().reset();
    }
  }
}
