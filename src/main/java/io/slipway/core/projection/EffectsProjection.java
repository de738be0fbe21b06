package io.slipway.core.projection;

import io.slipway.core.value.EffectKey;
import io.slipway.core.value.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** Effects in flight, what failed last, and objects whose own write has not been seen yet. */
public record EffectsProjection(
    PMap<EffectKey, InFlight> inFlight, PMap<EffectKey, Failures> failures, Holds holds) {
  static final EffectsProjection INITIAL =
      new EffectsProjection(HashTreePMap.empty(), HashTreePMap.empty(), Holds.NONE);

  /**
   * @param identity of the wish that runs
   */
  public record InFlight(String identity, Instant since) {}

  /**
   * Failures of one wish in a row.
   *
   * @param identity of the wish that failed
   * @param count at least 1
   * @param at when it failed last
   * @param retryAfter for so long after that a registry wished not to be asked; zero as a rule
   */
  public record Failures(
      String identity, int count, Instant at, Duration retryAfter, String problem) {}

  public boolean isInFlight(EffectKey key) {
    return inFlight.containsKey(key);
  }

  public Optional<Failures> failuresOf(EffectKey key) {
    return Optional.ofNullable(failures.get(key));
  }

  public Optional<Holds.Hold> holdOf(ObjectRef ref) {
    return holds.of(ref);
  }
}
