package io.slipway.registry;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** End of a logical call on the monotonic clock. */
record Deadline(long atNanos) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Time left; zero or negative when it has passed. */
  long leftNanos() {
    return atNanos - System.nanoTime();
  }

  boolean leavesRoomFor(Duration pause) {
    return leftNanos() > pause.toNanos();
  }

  void sleep(Duration pause) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(Math.clamp(leftNanos(), 0, pause.toNanos()));
  }
}
