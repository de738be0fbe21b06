package io.slipway.core.projection;

import io.slipway.core.event.EffectEvent.EffectEnded;
import io.slipway.core.event.EffectEvent.EffectStarted;
import io.slipway.core.event.Event;
import io.slipway.core.event.RegistryEvent.ChannelFailed;
import io.slipway.core.event.RegistryEvent.DiscoveryFailed;
import io.slipway.core.event.RegistryEvent.ReleaseUnreadable;
import io.slipway.core.event.RegistryEvent.VersionsFailed;
import io.slipway.core.projection.EffectsProjection.Failures;
import io.slipway.core.projection.EffectsProjection.InFlight;
import io.slipway.core.projection.Holds.Hold;
import io.slipway.core.value.EffectKey;
import io.slipway.core.value.ObjectRef;
import java.time.Duration;

/** Folds the life of effects. */
final class EffectsReducer {
  private EffectsReducer() {}

  static EffectsProjection started(EffectsProjection effects, EffectStarted event) {
    var running = new InFlight(event.identity(), event.at());
    return new EffectsProjection(
        effects.inFlight().plus(event.key(), running), effects.failures(), effects.holds());
  }

  static EffectsProjection ended(EffectsProjection effects, EffectEnded event) {
    var running = effects.inFlight().get(event.key());
    if (running == null) {
      return effects;
    }
    var failures =
        event.failed()
            ? effects.failures().plus(event.key(), next(effects, event, running.identity()))
            : effects.failures().minus(event.key());
    return new EffectsProjection(effects.inFlight().minus(event.key()), failures, effects.holds());
  }

  private static Failures next(EffectsProjection effects, EffectEnded event, String identity) {
    var before =
        effects
            .failuresOf(event.key())
            .filter(failures -> failures.identity().equals(identity))
            .map(Failures::count)
            .orElse(0);
    return new Failures(identity, before + 1, event.at(), retryAfter(event), event.problem());
  }

  private static Duration retryAfter(EffectEnded event) {
    return event.result().map(EffectsReducer::retryAfter).orElse(Duration.ZERO);
  }

  private static Duration retryAfter(Event result) {
    return switch (result) {
      case DiscoveryFailed(_, _, var failure, _) -> failure.retryAfter();
      case ChannelFailed(_, _, var failure) -> failure.retryAfter();
      case VersionsFailed(_, _, var failure) -> failure.retryAfter();
      case ReleaseUnreadable(_, _, _, var failure) -> failure.retryAfter();
      default -> Duration.ZERO;
    };
  }

  /** What failed before does not delay the next attempt. */
  static EffectsProjection forgiven(EffectsProjection effects, EffectKey key) {
    return effects.failures().containsKey(key)
        ? new EffectsProjection(effects.inFlight(), effects.failures().minus(key), effects.holds())
        : effects;
  }

  static EffectsProjection held(EffectsProjection effects, ObjectRef ref, Hold hold) {
    return with(effects, effects.holds().plus(ref, hold));
  }

  /** An observation of the object at this version; releases it when it has caught up. */
  static EffectsProjection observed(EffectsProjection effects, ObjectRef ref, long version) {
    return effects.holdOf(ref).filter(hold -> version >= hold.version()).isPresent()
        ? released(effects, ref)
        : effects;
  }

  static EffectsProjection released(EffectsProjection effects, ObjectRef ref) {
    var left = effects.holds().minus(ref);
    return left == effects.holds() ? effects : with(effects, left);
  }

  private static EffectsProjection with(EffectsProjection effects, Holds holds) {
    return new EffectsProjection(effects.inFlight(), effects.failures(), holds);
  }
}
