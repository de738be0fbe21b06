package io.slipway.harness;

import java.time.Duration;

/** What an {@link ApiProxy} does to watches just now. */
final class ProxyWeather {
  private boolean refuseWatches;
  private boolean hold;
  private boolean repeat;
  private Duration delay = Duration.ZERO;

  synchronized void clear() {
    refuseWatches = false;
    hold = false;
    repeat = false;
    delay = Duration.ZERO;
    notifyAll();
  }

  synchronized void refuseWatches(boolean now) {
    refuseWatches = now;
  }

  synchronized void hold(boolean now) {
    hold = now;
  }

  synchronized void repeat(boolean now) {
    repeat = now;
  }

  synchronized void delay(Duration now) {
    delay = now;
  }

  synchronized boolean refusesWatches() {
    return refuseWatches;
  }

  synchronized boolean repeats() {
    return repeat;
  }

  /** Returns when what came at this moment may pass. */
  synchronized void awaitPassage(long arrivedNanos) {
    try {
      while (hold || leftMillis(arrivedNanos) > 0) {
        wait(hold ? 0 : leftMillis(arrivedNanos));
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private long leftMillis(long arrivedNanos) {
    return delay.minusNanos(System.nanoTime() - arrivedNanos).toMillis();
  }
}
