package io.slipway.sim;

import io.slipway.core.decision.Verdict;
import io.slipway.core.display.Reviewer;
import io.slipway.core.effect.Effect;
import io.slipway.core.effect.WriteEffect;
import io.slipway.core.projection.World;
import io.slipway.core.value.Key;
import java.time.Instant;

/**
 * Where the code under simulation can be broken on purpose, to show that each {@link Invariant} can
 * fail. Without an override nothing is broken.
 */
interface Sabotage {
  Sabotage NONE = new Sabotage() {};

  default Verdict review(World world, Key key, Instant now) {
    return Reviewer.review(world, key, now);
  }

  /** Whether a process believes that it holds the Lease. */
  default boolean mayAct(boolean holdsLease) {
    return holdsLease;
  }

  /**
   * Whether a process takes itself for the leader.
   *
   * @param ledBefore whether it has ever been told so
   */
  default boolean leads(boolean told, boolean ledBefore) {
    return told;
  }

  /** Whether the effect never comes to its end. */
  default boolean hangs(Effect effect) {
    return false;
  }

  /** Whether the writer overwrites labels, annotations and finalizers with those it wants. */
  default boolean overwrites(WriteEffect effect) {
    return false;
  }
}
