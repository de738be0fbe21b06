package io.slipway.sim;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/** Decides by seed which occasions are used; none once {@link #stop} was called. */
final class Faults {
  private final Random random;
  private final Set<Fault> possible;

  Faults(Random random, Set<Fault> possible) {
    this.random = random;
    this.possible = possible.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(possible);
  }

  void stop() {
    possible.clear();
  }

  boolean happens(Fault fault) {
    return random.nextInt(100) < fault.percent() && possible.contains(fault);
  }
}
