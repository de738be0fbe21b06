package io.slipway.sim;

import io.slipway.core.decision.Verdict;
import io.slipway.core.display.Reviewer;
import io.slipway.core.effect.Effect;
import io.slipway.core.effect.WriteEffect.WriteReleaseStatus;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.Key;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.PlatformSettings;
import io.slipway.core.value.PolicyObject;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.UpdatePolicy;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSet;

/** Ways to break a decision: by what it is told of the world, or by what becomes of it. */
final class Broken {
  private Broken() {}

  /** Decides all modules on a wrong picture of the world. */
  static Sabotage seeing(BiFunction<World, ModuleName, World> change) {
    return new Sabotage() {
      @Override
      public Verdict review(World world, Key key, Instant now) {
        return key instanceof Key.OfModule(var name) && world.modules().containsKey(name)
            ? Reviewer.review(change.apply(world, name), key, now)
            : Reviewer.review(world, key, now);
      }
    };
  }

  /** Decides on a wrong picture of the module. */
  static Sabotage seeingModule(UnaryOperator<ModuleProjection> change) {
    return seeing(
        (world, name) -> with(world, world.modules().plus(name, change.apply(world.module(name)))));
  }

  /** Decides on a wrong picture of the module's releases. */
  static Sabotage seeingReleases(UnaryOperator<ReleaseObject> change) {
    return seeingModule(module -> withReleases(module, r -> Optional.of(change.apply(r))));
  }

  /** Decides by other policies than those there are. */
  static Sabotage seeingPolicies(UnaryOperator<UpdatePolicy> change) {
    return seeing((world, _) -> with(with(world, withDefault(world, change)), change));
  }

  /** One mistake after the other: the second changes what the first has decided. */
  static Sabotage both(Sabotage first, UnaryOperator<Verdict> second) {
    return new Sabotage() {
      @Override
      public Verdict review(World world, Key key, Instant now) {
        return second.apply(first.review(world, key, now));
      }
    };
  }

  /** Replaces the verdict. */
  static Sabotage deciding(BiFunction<Key, Verdict, Verdict> change) {
    return new Sabotage() {
      @Override
      public Verdict review(World world, Key key, Instant now) {
        return change.apply(key, Reviewer.review(world, key, now));
      }
    };
  }

  /** Releases that wait tell something else than why. */
  static Sabotage saying(String text) {
    return new Sabotage() {
      @Override
      public Verdict review(World world, Key key, Instant now) {
        var verdict = Reviewer.review(world, key, now);
        return key instanceof Key.OfModule(var name)
            ? new Verdict(
                verdict.effects().stream()
                    .flatMap(effect -> saying(effect, text, world.module(name)))
                    .toList(),
                verdict.lookAgainAt())
            : verdict;
      }
    };
  }

  /** What says so already is not written again. */
  private static Stream<Effect> saying(Effect effect, String text, ModuleProjection module) {
    if (!(effect instanceof WriteReleaseStatus(var meta, var status, var notices))
        || status.message().isEmpty()) {
      return Stream.of(effect);
    }
    var other =
        new ReleaseObject.Status(
            status.phase(),
            text,
            status.transitionTime(),
            status.approved(),
            status.sizeBytes(),
            status.pullDuration(),
            status.standing());
    var isSaid = module.releases().get(meta.name()).status().saysSame(other);
    return isSaid ? Stream.empty() : Stream.of(new WriteReleaseStatus(meta, other, notices));
  }

  /** Replaces effects one by one. */
  static Sabotage changing(Function<Effect, Effect> change) {
    return deciding(
        (_, verdict) ->
            new Verdict(verdict.effects().stream().map(change).toList(), verdict.lookAgainAt()));
  }

  static Sabotage dropping(Predicate<Effect> unwanted) {
    return deciding((_, verdict) -> without(verdict, unwanted));
  }

  static Verdict without(Verdict verdict, Predicate<Effect> unwanted) {
    return new Verdict(
        verdict.effects().stream().filter(unwanted.negate()).toList(), verdict.lookAgainAt());
  }

  private static World with(World world, PMap<ModuleName, ModuleProjection> modules) {
    return with(world, modules, world.requirers(), world.policies());
  }

  static World withoutRequirers(World world) {
    return with(world, world.modules(), HashTreePMap.empty(), world.policies());
  }

  private static World with(
      World world,
      PMap<ModuleName, ModuleProjection> modules,
      PMap<ModuleName, PSet<String>> requirers,
      PMap<String, PolicyObject> policies) {
    return new World(
        world.settings(),
        world.standing(),
        world.sources(),
        modules,
        world.releaseOwners(),
        world.deployed(),
        requirers,
        policies,
        world.effects());
  }

  static ModuleProjection withReleases(
      ModuleProjection module, Function<ReleaseObject, Optional<ReleaseObject>> change) {
    var releases = module.releases();
    for (var release : module.releases().values()) {
      var changed = change.apply(release);
      releases =
          changed.isPresent()
              ? releases.plus(release.name(), changed.get())
              : releases.minus(release.name());
    }
    return new ModuleProjection(
        module.name(),
        module.objects(),
        releases,
        module.offeredBy(),
        module.readings(),
        module.run(),
        module.announced());
  }

  private static World with(World world, UnaryOperator<UpdatePolicy> change) {
    var policies = world.policies();
    for (var object : world.policies().values()) {
      var changed = new PolicyObject(object.meta(), change.apply(object.policy()));
      policies = policies.plus(object.meta().name(), changed);
    }
    return with(world, world.modules(), world.requirers(), policies);
  }

  private static PMap<ModuleName, ModuleProjection> withDefault(
      World world, UnaryOperator<UpdatePolicy> change) {
    var name = new ModuleName(UpdatePolicy.DEFAULT_NAME);
    return world
        .module(name)
        .config()
        .map(config -> world.modules().plus(name, withConfig(world.module(name), config, change)))
        .orElse(world.modules());
  }

  private static ModuleProjection withConfig(
      ModuleProjection module, ConfigObject config, UnaryOperator<UpdatePolicy> change) {
    var changed =
        new ConfigObject(
            config.meta(),
            config.enabled(),
            config.source(),
            config.updatePolicy(),
            config.version(),
            config.settingsJson(),
            config.platform().map(known -> with(known, change)),
            config.status());
    return new ModuleProjection(
        module.name(),
        new ModuleProjection.Objects(module.module(), Optional.of(changed), Optional.empty()),
        module.releases(),
        module.offeredBy(),
        module.readings(),
        module.run(),
        module.announced());
  }

  private static PlatformSettings with(
      PlatformSettings settings, UnaryOperator<UpdatePolicy> change) {
    return new PlatformSettings(
        change.apply(settings.policy()), settings.notification(), settings.problems());
  }
}
