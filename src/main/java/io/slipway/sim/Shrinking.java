package io.slipway.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Takes away from a failing trial what it does not need to fail. */
final class Shrinking {
  private final Sabotage sabotage;
  private Problem problem;

  private Shrinking(Problem problem, Sabotage sabotage) {
    this.problem = problem;
    this.sabotage = sabotage;
  }

  /** The shortest trial found that breaks the same invariant. */
  static Problem of(Problem problem, Sabotage sabotage) {
    var shrinking = new Shrinking(problem, sabotage);
    shrinking.fewerFaults();
    shrinking.fewerActs();
    return shrinking.problem;
  }

  private void fewerFaults() {
    for (var fault : Fault.values()) {
      var fewer = new HashSet<>(problem.trial().faults());
      if (fewer.remove(fault)) {
        take(problem.trial().withFaults(fewer));
      }
    }
  }

  /** Halves first, then smaller and smaller parts. */
  private void fewerActs() {
    for (var length = Math.max(1, acts().size() / 2); length >= 1; length /= 2) {
      for (var from = acts().size() - length; from >= 0; from -= length) {
        from = Math.min(from, Math.max(0, acts().size() - length));
        take(problem.trial().with(without(from, length)));
      }
    }
  }

  private List<Act> acts() {
    return problem.trial().acts();
  }

  private List<Act> without(int from, int length) {
    var fewer = new ArrayList<>(acts());
    fewer.subList(from, Math.min(fewer.size(), from + length)).clear();
    return fewer;
  }

  private void take(Trial smaller) {
    smaller
        .run(sabotage)
        .filter(found -> found.invariant() == problem.invariant())
        .ifPresent(found -> problem = found);
  }
}
