package io.slipway.core.projection;

import io.slipway.core.projection.ModuleProjection.Objects;
import io.slipway.core.projection.ModuleProjection.Run;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SourceName;
import java.util.Collection;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Folds observations into the projection of one module. */
final class ModuleSlices {
  private ModuleSlices() {}

  static World module(World world, ModuleObject seen) {
    return change(world, seen.name(), m -> m.with(with(m.objects(), Optional.of(seen))));
  }

  static World moduleGone(World world, ModuleName name) {
    return change(world, name, m -> m.with(with(m.objects(), Optional.empty())));
  }

  private static Objects with(Objects objects, Optional<ModuleObject> module) {
    return new Objects(module, objects.config(), objects.lapsed());
  }

  static World config(World world, ConfigObject seen) {
    return change(
        world,
        new ModuleName(seen.meta().name()),
        m -> m.with(new Objects(m.module(), Optional.of(seen), Optional.empty())));
  }

  static World configGone(World world, ModuleName name) {
    var inForce = world.standing().hasLost(ObjectKind.CONFIG);
    return change(world, name, m -> m.with(withoutConfig(m, inForce)));
  }

  /** What went away before the loss of the kind was seen may have gone with it. */
  static World configsLost(World world) {
    var after = world;
    for (var module : world.modules().values()) {
      if (module.objects().lapsed().isPresent()) {
        after = change(after, module.name(), m -> m.with(withoutConfig(m, true)));
      }
    }
    return after;
  }

  private static Objects withoutConfig(ModuleProjection module, boolean inForce) {
    var last =
        module
            .configObject()
            .or(() -> module.objects().lapsed().map(ModuleProjection.Lapsed::config));
    var kept = last.filter(_ -> inForce || hasRelease(module.run()));
    return new Objects(
        module.module(),
        Optional.empty(),
        kept.map(config -> new ModuleProjection.Lapsed(config, inForce)));
  }

  private static boolean hasRelease(Run run) {
    return run.installed().isPresent() || run.helm().isPresent();
  }

  /** A config that was deleted has had its effect once nothing is installed any more. */
  private static ModuleProjection settled(ModuleProjection module) {
    var objects = module.objects();
    var isOver =
        objects.lapsed().filter(l -> !l.inForce()).isPresent() && !hasRelease(module.run());
    return isOver
        ? module.with(new Objects(objects.module(), objects.config(), Optional.empty()))
        : module;
  }

  static World release(World world, ReleaseObject seen) {
    var owner = new ModuleName(seen.spec().moduleName());
    var before = world.releaseOwners().get(seen.name());
    var moved = before == null || before.equals(owner) ? world : releaseGone(world, seen.name());
    var known = Optional.ofNullable(moved.module(owner).releases().get(seen.name()));
    var after = indexed(change(moved, owner, m -> withRelease(m, seen)), known, Optional.of(seen));
    return owner.equals(after.releaseOwners().get(seen.name()))
        ? after
        : after.withReleaseOwners(after.releaseOwners().plus(seen.name(), owner));
  }

  /** What the object itself says of its announcement need not be remembered. */
  private static ModuleProjection withRelease(ModuleProjection module, ReleaseObject seen) {
    var after = module.withReleases(module.releases().plus(seen.name(), seen));
    return seen.meta().isMarked(Keys.NOTIFIED) ? forgotten(after, seen.name()) : after;
  }

  private static ModuleProjection forgotten(ModuleProjection module, String release) {
    return module.announced().containsKey(release)
        ? module.withAnnounced(module.announced().minus(release))
        : module;
  }

  static World releaseGone(World world, String name) {
    var owner = world.releaseOwners().get(name);
    if (owner == null) {
      return world;
    }
    var known = Optional.ofNullable(world.module(owner).releases().get(name));
    var after =
        change(world, owner, m -> forgotten(m.withReleases(m.releases().minus(name)), name))
            .withReleaseOwners(world.releaseOwners().minus(name));
    return indexed(after, known, Optional.empty());
  }

  private static World indexed(
      World world, Optional<ReleaseObject> before, Optional<ReleaseObject> now) {
    return RequiringReleases.replaced(DeployedReleases.replaced(world, before, now), before, now);
  }

  static World offered(World world, SourceName source, Collection<ModuleName> names) {
    var after = world;
    for (var name : names) {
      after = change(after, name, m -> m.withOfferedBy(m.offeredBy().plus(source)));
    }
    return after;
  }

  static World notOffered(World world, SourceName source, Collection<ModuleName> names) {
    var after = world;
    for (var name : names) {
      after =
          change(
              after,
              name,
              m ->
                  m.withOfferedBy(m.offeredBy().minus(source))
                      .withReadings(m.readings().minus(source)));
    }
    return after;
  }

  /** Helm numbers its records, so an older one never replaces a newer one. */
  static World helm(World world, HelmRecord seen) {
    return change(
        world,
        new ModuleName(seen.release()),
        m -> {
          var known = m.run().helm();
          return known.filter(k -> k.revision() > seen.revision()).isPresent()
              ? m
              : m.with(withHelm(m.run(), seen));
        });
  }

  private static Run withHelm(Run run, HelmRecord seen) {
    var contradicted = seen.isGoing() || (seen.isDeployed() && !seen.id().equals(run.installed()));
    return new Run(
        run.prepared(),
        run.refused(),
        contradicted ? Optional.empty() : run.installed(),
        run.failed(),
        Optional.of(seen));
  }

  /** Only the loss of the newest record means that the release itself is gone. */
  static World helmGone(World world, String release, int revision) {
    return change(
        world,
        new ModuleName(release),
        m ->
            m.run().helm().filter(known -> known.revision() <= revision).isPresent()
                ? m.with(
                    new Run(
                        m.run().prepared(),
                        m.run().refused(),
                        Optional.empty(),
                        m.run().failed(),
                        Optional.empty()))
                : m);
  }

  static World change(World world, ModuleName name, UnaryOperator<ModuleProjection> change) {
    return world.with(settled(change.apply(world.module(name))));
  }
}
