package io.slipway.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Refuses to give more than a number of bytes, or for a while more than a smaller number, or
 * anything after a deadline.
 */
final class BudgetStream extends FilterInputStream {
  static final String LARGE = "archive unpacks to more than is allowed";
  static final String LATE = "context deadline exceeded";

  private final Deadline deadline;
  private long left;
  private long narrowed = Long.MAX_VALUE;

  BudgetStream(InputStream in, long budget, Deadline deadline) {
    super(in);
    this.deadline = deadline;
    this.left = budget;
  }

  long left() {
    return left;
  }

  void narrow(long budget) {
    narrowed = budget;
  }

  void widen() {
    narrowed = Long.MAX_VALUE;
  }

  @Override
  public int read() throws IOException {
    var value = super.read();
    spend(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    var count = super.read(into, offset, length);
    spend(Math.max(0, count));
    return count;
  }

  /** By reading, so that skipped bytes count too. */
  @Override
  public long skip(long count) throws IOException {
    var skipped = super.skip(count);
    spend(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  void checkTime() throws IOException {
    if (deadline.leftNanos() <= 0) {
      throw new IOException(LATE);
    }
  }

  private void spend(long count) throws IOException {
    checkTime();
    left -= count;
    narrowed -= narrowed == Long.MAX_VALUE ? 0 : count;
    if (left < 0) {
      throw new IOException(LARGE);
    }
    if (narrowed < 0) {
      throw new IOException("archive has a header that is too long");
    }
  }
}
