package io.slipway.core.event;

import io.slipway.core.value.EffectKey;
import io.slipway.core.value.Key;
import io.slipway.core.value.ObjectRef;
import java.time.Instant;
import java.util.Optional;

/** The life of effects. */
public sealed interface EffectEvent extends Event {
  /**
   * @param owner whose verdict wished it, to be decided again at the outcome
   * @param identity text of what is wished; the same wish again is a retry
   */
  record EffectStarted(EffectKey key, Key owner, String identity, Instant at)
      implements EffectEvent {}

  /**
   * The one outcome of an effect.
   *
   * @param problem for the log and the pause before the next attempt; empty when it succeeded
   * @param result what was learnt, folded in the same step
   */
  record EffectEnded(EffectKey key, Key owner, String problem, Instant at, Optional<Event> result)
      implements EffectEvent {
    public boolean failed() {
      return !problem.isEmpty();
    }
  }

  /**
   * A write was accepted; only ever a result.
   *
   * @param version resourceVersion of the answer, 0 after a deletion
   */
  record Written(ObjectRef ref, long version, Instant at) implements EffectEvent {}

  /**
   * Somebody else wrote first: the next observation decides; only ever a result.
   *
   * @param base resourceVersion that the write built upon; 0 when it was to create the object
   */
  record WriteConflicted(ObjectRef ref, long base, Instant at) implements EffectEvent {}
}
