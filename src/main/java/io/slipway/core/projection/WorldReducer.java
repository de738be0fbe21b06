package io.slipway.core.projection;

import io.slipway.core.event.ClusterEvent;
import io.slipway.core.event.EffectEvent;
import io.slipway.core.event.EffectEvent.WriteConflicted;
import io.slipway.core.event.EffectEvent.Written;
import io.slipway.core.event.Event;
import io.slipway.core.event.InstallEvent;
import io.slipway.core.event.LeadershipEvent.LeadershipGained;
import io.slipway.core.event.LeadershipEvent.LeadershipLost;
import io.slipway.core.event.NotifyEvent;
import io.slipway.core.event.RegistryEvent;
import io.slipway.core.event.TimeEvent.ClockSetBack;
import io.slipway.core.event.TimeEvent.Ticked;
import io.slipway.core.projection.Holds.Hold;
import io.slipway.core.value.Key;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.SourceName;

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
      case NotifyEvent outcome -> NotifyReducer.evolve(world, outcome);
      case EffectEvent effect -> evolve(world, effect);
      case Ticked _ -> world;
      case ClockSetBack(var now) -> ClockReducer.setBack(world, now);
      case LeadershipGained _ ->
          world.standing().leading()
              ? world
              : RegistryReducer.forgotten(world).with(world.standing().with(true));
      case LeadershipLost _ -> world.with(world.standing().with(false));
    };
  }

  private static World evolve(World world, EffectEvent event) {
    return switch (event) {
      case EffectEvent.EffectStarted started ->
          LookReducer.started(
              world.with(EffectsReducer.started(world.effects(), started)), started);
      case EffectEvent.EffectEnded ended -> ended(world, ended);
      case Written written -> written(world, written, ownerOf(world, written.ref()));
      case WriteConflicted conflict -> conflicted(world, conflict, ownerOf(world, conflict.ref()));
    };
  }

  private static World ended(World world, EffectEvent.EffectEnded ended) {
    var after = LookReducer.ended(world.with(EffectsReducer.ended(world.effects(), ended)), ended);
    return ended
        .result()
        .map(
            result ->
                switch (result) {
                  case Written written -> written(after, written, ended.owner());
                  case WriteConflicted conflict -> conflicted(after, conflict, ended.owner());
                  default -> evolve(after, result);
                })
        .orElse(after);
  }

  private static Key ownerOf(World world, ObjectRef ref) {
    return switch (ref.kind()) {
      case SOURCE -> new Key.OfSource(new SourceName(ref.name()));
      case MODULE, CONFIG, POLICY -> new Key.OfModule(new ModuleName(ref.name()));
      case RELEASE ->
          new Key.OfModule(
              world.releaseOwners().getOrDefault(ref.name(), new ModuleName(ref.name())));
    };
  }

  /** What the other one wrote may have been seen already, before the answer came. */
  private static World conflicted(World world, WriteConflicted event, Key owner) {
    var isSeen = world.versionOf(event.ref()).filter(v -> v > event.base()).isPresent();
    return isSeen ? world : held(world, event.ref(), new Hold(event.base() + 1, event.at(), owner));
  }

  private static World written(World world, Written event, Key owner) {
    var seen = world.versionOf(event.ref());
    var caughtUp =
        event.version() == 0
            ? seen.isEmpty()
            : seen.filter(version -> version >= event.version()).isPresent();
    // a refresh that finds nothing newer ends a hold that waited for more than there was
    return caughtUp
        ? world.with(EffectsReducer.released(world.effects(), event.ref()))
        : held(world, event.ref(), new Hold(event.version(), event.at(), owner));
  }

  private static World held(World world, ObjectRef ref, Hold hold) {
    return world.with(EffectsReducer.held(world.effects(), ref, hold));
  }
}
