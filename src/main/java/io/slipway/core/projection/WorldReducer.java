package io.slipway.core.projection;

import io.slipway.core.event.ClusterEvent;
import io.slipway.core.event.EffectEvent;
import io.slipway.core.event.EffectEvent.Written;
import io.slipway.core.event.Event;
import io.slipway.core.event.InstallEvent;
import io.slipway.core.event.LeadershipEvent.LeadershipGained;
import io.slipway.core.event.LeadershipEvent.LeadershipLost;
import io.slipway.core.event.RegistryEvent;
import io.slipway.core.event.TimeEvent.ClockSetBack;
import io.slipway.core.event.TimeEvent.Ticked;

/**
 * The root reducer: routes each event to the reducer of its slice. Total and pure; an event that
 * changes nothing gives the same World object back.
 */
public final class WorldReducer {
  private WorldReducer() {}

  public static World evolve(World world, Event event) {
    return switch (event) {
      case ClusterEvent seen -> ClusterReducer.evolve(world, seen);
      case RegistryEvent answer -> RegistryReducer.evolve(world, answer);
      case InstallEvent outcome -> InstallReducer.evolve(world, outcome);
      case EffectEvent effect -> evolve(world, effect);
      case Ticked _ -> world;
      case ClockSetBack(var now) -> ClockReducer.setBack(world, now);
      case LeadershipGained _ -> world.with(world.standing().with(true));
      case LeadershipLost _ -> world.with(world.standing().with(false));
    };
  }

  private static World evolve(World world, EffectEvent event) {
    return switch (event) {
      case EffectEvent.EffectStarted started ->
          world.with(EffectsReducer.started(world.effects(), started));
      case EffectEvent.EffectEnded ended -> {
        var after = world.with(EffectsReducer.ended(world.effects(), ended));
        yield ended.result().map(result -> evolve(after, result)).orElse(after);
      }
      case Written written -> written(world, written);
      case EffectEvent.WriteConflicted conflict -> conflicted(world, conflict);
    };
  }

  /** What the other one wrote may have been seen already, before the answer came. */
  private static World conflicted(World world, EffectEvent.WriteConflicted event) {
    var isSeen = world.versionOf(event.ref()).filter(v -> v > event.base()).isPresent();
    return isSeen
        ? world
        : world.with(
            EffectsReducer.held(world.effects(), event.ref(), event.base() + 1, event.at()));
  }

  private static World written(World world, Written event) {
    var seen = world.versionOf(event.ref());
    var caughtUp =
        event.version() == 0
            ? seen.isEmpty()
            : seen.filter(version -> version >= event.version()).isPresent();
    // a refresh that finds nothing newer ends a hold that waited for more than there was
    var effects =
        caughtUp
            ? EffectsReducer.released(world.effects(), event.ref())
            : EffectsReducer.held(world.effects(), event.ref(), event.version(), event.at());
    return world.with(effects);
  }
}
