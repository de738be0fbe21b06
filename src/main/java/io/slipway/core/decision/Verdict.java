package io.slipway.core.decision;

import io.slipway.core.effect.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to do about one key.
 *
 * @param effects wished, most urgent first; those in flight are among them
 * @param lookAgainAt when the answer may change by itself
 */
public record Verdict(List<Effect> effects, Optional<Instant> lookAgainAt) {
  public Verdict {
    effects = List.copyOf(effects);
  }
}
