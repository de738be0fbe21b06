package io.slipway.core.decision;

import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import java.util.List;

/**
 * What a release should be.
 *
 * @param phase it should show
 * @param gates in order; empty for a release that is not open
 */
public record ReleaseVerdict(ReleaseObject release, ReleasePhase phase, List<Gate> gates) {
  public ReleaseVerdict {
    gates = List.copyOf(gates);
  }

  boolean allPassed() {
    return gates.stream().allMatch(Gate::isPassed);
  }
}
