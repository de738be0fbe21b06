package io.slipway.core.projection;

import io.slipway.core.value.EffectKey;
import io.slipway.core.value.ObjectRef;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** Effects in flight, what failed last, and objects whose own write has not been seen yet. */
public record EffectsProjection(
    PMap<EffectKey, InFlight> inFlight,
    PMap<EffectKey, Failures> failures,
    PMap<ObjectRef, Hold> holds) {
  static final EffectsProjection INITIAL =
      new EffectsProjection(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

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
   */
  public record Failures(String identity, int count, Instant at, String problem) {}

  /**
   * An object must not be written until it has been observed at this version or a later one.
   *
   * @param version resourceVersion to wait for; 0 waits for any observation
   */
  public record Hold(long version, Instant since) {}

  public boolean isInFlight(EffectKey key) {
    return inFlight.containsKey(key);
  }

  public Optional<Failures> failuresOf(EffectKey key) {
    return Optional.ofNullable(failures.get(key));
  }

  public Optional<Hold> holdOf(ObjectRef ref) {
    return Optional.ofNullable(holds.get(ref));
  }
}
