package io.slipway.sim;

import java.util.Random;

/** How often things go wrong, in percent; none once {@link #stop} was called. */
final class Faults {
  private static final int WRITE_FAILS = 5;
  private static final int FOREIGN_WRITE = 3;
  private static final int REGISTRY_FAILS = 10;
  private static final int HELM_FAILS = 10;
  private static final int DUPLICATE_ECHO = 10;

  private final Random random;
  private boolean stopped;

  Faults(Random random) {
    this.random = random;
  }

  void stop() {
    stopped = true;
  }

  boolean writeFails() {
    return happens(WRITE_FAILS);
  }

  /** Somebody touches the object between observation and write. */
  boolean foreignWrite() {
    return happens(FOREIGN_WRITE);
  }

  boolean registryFails() {
    return happens(REGISTRY_FAILS);
  }

  boolean helmFails() {
    return happens(HELM_FAILS);
  }

  boolean echoIsDoubled() {
    return happens(DUPLICATE_ECHO);
  }

  private boolean happens(int percent) {
    return !stopped && random.nextInt(100) < percent;
  }
}
