package io.slipway.core.decision;

import io.slipway.core.event.ClusterEvent;
import io.slipway.core.event.EffectEvent;
import io.slipway.core.event.Event;
import io.slipway.core.event.InstallEvent;
import io.slipway.core.event.LeadershipEvent;
import io.slipway.core.event.NotifyEvent;
import io.slipway.core.event.RegistryEvent;
import io.slipway.core.event.TimeEvent;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.Key;
import io.slipway.core.value.Keys;
import io.slipway.core.value.Look;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.UpdatePolicy;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which keys may be decided differently after an event: those it touches and their dependents. */
public final class Dependents {
  private Dependents() {}

  public static Set<Key> of(World before, World after, Event event) {
    var keys = new LinkedHashSet<Key>();
    collect(keys, before, after, event);
    Neighbours.collect(keys, before, after);
    return keys;
  }

  private static void collect(Set<Key> keys, World before, World after, Event event) {
    switch (event) {
      case ClusterEvent seen -> cluster(keys, before, after, seen);
      case RegistryEvent answer -> registry(keys, before, after, answer);
      case InstallEvent outcome -> installed(keys, after, outcome.module());
      case NotifyEvent outcome -> keys.add(new Key.OfModule(outcome.module()));
      case EffectEvent.EffectStarted _ -> {}
      case EffectEvent.EffectEnded ended -> {
        keys.add(ended.owner());
        if (ended.owner() instanceof Key.OfModule(var module)) {
          leaving(keys, after, module);
        }
        ended.result().ifPresent(result -> collect(keys, before, after, result));
      }
      case EffectEvent.Written _, EffectEvent.WriteConflicted _ -> {}
      case LeadershipEvent _ -> all(keys, after);
      case TimeEvent.Ticked _ -> {}
      case TimeEvent.ClockSetBack _ -> all(keys, after);
    }
  }

  private static void cluster(Set<Key> keys, World before, World after, ClusterEvent event) {
    switch (event) {
      case ClusterEvent.SourceObserved(var source) -> source(keys, before, after, source.name());
      case ClusterEvent.ModuleObserved(var module) -> module(keys, before, after, module.name());
      case ClusterEvent.ConfigObserved(var config) ->
          config(keys, before, after, new ModuleName(config.meta().name()));
      case ClusterEvent.ReleaseObserved(var release) ->
          release(keys, before, after, new ModuleName(release.spec().moduleName()));
      case ClusterEvent.PolicyObserved(var policy) -> followers(keys, after, policy.meta().name());
      case ClusterEvent.Gone(var ref) -> gone(keys, before, after, ref);
      case ClusterEvent.HelmRecordObserved(var record) ->
          installed(keys, after, new ModuleName(record.release()));
      case ClusterEvent.HelmRecordGone(var release, _) ->
          installed(keys, after, new ModuleName(release));
      case ClusterEvent.SourcesListed _,
          ClusterEvent.ModulesListed _,
          ClusterEvent.ConfigsListed _,
          ClusterEvent.ReleasesListed _,
          ClusterEvent.PoliciesListed _,
          ClusterEvent.HelmRecordsListed _,
          ClusterEvent.KindDefined _,
          ClusterEvent.KindLost _,
          ClusterEvent.ServerVersionObserved _ -> {
        all(keys, before);
        all(keys, after);
      }
    }
  }

  private static void gone(Set<Key> keys, World before, World after, ObjectRef ref) {
    switch (ref.kind()) {
      case SOURCE -> source(keys, before, after, new SourceName(ref.name()));
      case MODULE -> module(keys, before, after, new ModuleName(ref.name()));
      case CONFIG -> config(keys, before, after, new ModuleName(ref.name()));
      case POLICY -> followers(keys, after, ref.name());
      case RELEASE -> {
        var owner = before.releaseOwners().get(ref.name());
        if (owner != null) {
          release(keys, before, after, owner);
        }
      }
    }
  }

  private static void installed(Set<Key> keys, World after, ModuleName name) {
    keys.add(new Key.OfModule(name));
    leaving(keys, after, name);
  }

  /** Sources that are being deleted wait for what becomes of their modules. */
  private static void leaving(Set<Key> keys, World world, ModuleName name) {
    SourceRemoval.waitingFor(world, world.module(name))
        .forEach(source -> keys.add(new Key.OfSource(source)));
  }

  /** A source is concerned by its first Deployed release and by its last. */
  private static void release(Set<Key> keys, World before, World after, ModuleName name) {
    module(keys, before, after, name);
    if (before.deployed() != after.deployed()) {
      Stream.of(before, after)
          .flatMap(world -> SourceRemoval.involved(world.module(name)))
          .filter(source -> before.hasDeployed(source) != after.hasDeployed(source))
          .forEach(source -> keys.add(new Key.OfSource(source)));
    }
  }

  /**
   * The module, and of the sources that offer it those whose status tells something else of it now,
   * or waits for it no more. All other sources have nothing to decide, however many modules they
   * offer.
   */
  private static void module(Set<Key> keys, World before, World after, ModuleName name) {
    keys.add(new Key.OfModule(name));
    leaving(keys, before, name);
    leaving(keys, after, name);
    for (var source : after.module(name).offeredBy()) {
      if (isAwaited(before, source, name) && !isAwaited(after, source, name)
          || !SourceEntry.of(before, source, name).equals(SourceEntry.of(after, source, name))) {
        keys.add(new Key.OfSource(source));
      }
    }
  }

  private static boolean isAwaited(World world, SourceName source, ModuleName module) {
    return Following.isDue(world, world.module(module), world.source(source));
  }

  /** A change of status alone, such as the echo of an own write, concerns the source only. */
  private static void source(Set<Key> keys, World before, World after, SourceName name) {
    keys.add(new Key.OfSource(name));
    if (!Offer.of(before, name).equals(Offer.of(after, name))) {
      listed(keys, before, name);
      listed(keys, after, name);
      showing(keys, after, name);
    }
  }

  /** What modules have of a source. */
  private record Offer(RegistryAccess access, boolean leaving, boolean hasWaves, boolean suspends) {
    static Optional<Offer> of(World world, SourceName source) {
      return world
          .source(source)
          .object()
          .map(
              o ->
                  new Offer(
                      o.access(),
                      o.isLeaving(),
                      o.meta().isMarked(Keys.CANARY),
                      o.meta().isMarked(Keys.SUSPEND)));
    }
  }

  /** Modules that name the source from a time before this process, or before it was gone. */
  private static void showing(Set<Key> keys, World after, SourceName name) {
    after.modules().values().stream()
        .filter(module -> shows(module, name))
        .forEach(module -> keys.add(new Key.OfModule(module.name())));
  }

  private static boolean shows(ModuleProjection module, SourceName source) {
    return module
        .module()
        .filter(o -> o.properties().availableSources().contains(source.value()))
        .isPresent();
  }

  private static void listed(Set<Key> keys, World world, SourceName name) {
    world
        .source(name)
        .listing()
        .ifPresent(l -> l.modules().forEach(m -> keys.add(new Key.OfModule(m))));
  }

  private static void config(Set<Key> keys, World before, World after, ModuleName name) {
    module(keys, before, after, name);
    if (name.value().equals(UpdatePolicy.DEFAULT_NAME)
        && !before.defaultPolicy().equals(after.defaultPolicy())) {
      followers(keys, after, UpdatePolicy.DEFAULT_NAME);
    }
    if (name.value().equals(UpdatePolicy.DEFAULT_NAME)
        && !before.notification().equals(after.notification())) {
      after.modules().keySet().forEach(module -> keys.add(new Key.OfModule(module)));
    }
  }

  private static void followers(Set<Key> keys, World after, String policy) {
    after.modules().values().stream()
        .filter(module -> PolicyChoice.of(after, module).name().equals(policy))
        .forEach(
            module -> {
              keys.add(new Key.OfModule(module.name()));
              module.offeredBy().forEach(source -> keys.add(new Key.OfSource(source)));
            });
  }

  private static void registry(Set<Key> keys, World before, World after, RegistryEvent event) {
    switch (event) {
      case RegistryEvent.ModulesDiscovered found -> {
        keys.add(new Key.OfSource(found.source()));
        listed(keys, before, found.source());
        listed(keys, after, found.source());
        if (before.source(found.source()).currentListing().isEmpty()) {
          showing(keys, after, found.source());
        }
      }
      case RegistryEvent.PushNotified(var source, var look) -> {
        if (!before.source(source).looks().equals(after.source(source).looks())) {
          keys.add(key(source, look));
        }
      }
      case RegistryEvent.DiscoveryFailed failed -> keys.add(new Key.OfSource(failed.source()));
      case RegistryEvent.ChannelResolved(var reading, _, _) ->
          module(keys, before, after, reading.module());
      case RegistryEvent.ChannelUnchanged(var reading, _, _) ->
          module(keys, before, after, reading.module());
      case RegistryEvent.ChannelFailed(var reading, _, _) ->
          module(keys, before, after, reading.module());
      case RegistryEvent.VersionsListed(var reading, _, _) ->
          module(keys, before, after, reading.module());
      case RegistryEvent.VersionsFailed(var reading, _, _) ->
          module(keys, before, after, reading.module());
      case RegistryEvent.ReleaseRead(var reading, _, _) ->
          module(keys, before, after, reading.module());
      case RegistryEvent.ReleaseUnreadable(var reading, _, _, _) ->
          module(keys, before, after, reading.module());
    }
  }

  private static Key key(SourceName source, Look look) {
    return switch (look) {
      case Look.AtListing _ -> new Key.OfSource(source);
      case Look.AtModule(var module, _) -> new Key.OfModule(module);
    };
  }

  private static void all(Set<Key> keys, World world) {
    world.sources().keySet().forEach(name -> keys.add(new Key.OfSource(name)));
    world.modules().keySet().forEach(name -> keys.add(new Key.OfModule(name)));
  }
}
