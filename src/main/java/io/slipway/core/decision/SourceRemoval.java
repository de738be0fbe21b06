package io.slipway.core.decision;

import io.slipway.core.effect.WriteEffect;
import io.slipway.core.effect.WriteEffect.WriteSourceFinalizers;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.SourceProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.SourceObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The finalizers of a source (sources.md 1.9): it goes after nothing of it is deployed any more,
 * and after every Module has stopped naming it.
 */
public final class SourceRemoval {
  private static final Set<String> OWN = Set.of(Keys.MODULE_EXISTS, Keys.RELEASE_EXISTS);

  private SourceRemoval() {}

  /**
   * A deletion that is forced waits for nothing, so nothing else need be known (DEL-6). Nor does
   * one that came with the removal of the kind: it is nobody's wish about this source, and cannot
   * be taken back.
   */
  public static void force(World world, SourceName name, Wishes wishes) {
    world
        .source(name)
        .object()
        .filter(source -> source.meta().deleting())
        .filter(source -> isForced(source) || world.standing().hasLost(ObjectKind.SOURCE))
        .ifPresent(source -> write(source, without(source, OWN), wishes));
  }

  public static void decide(World world, SourceName name, Wishes wishes) {
    var source = world.source(name);
    source
        .object()
        .ifPresent(
            object ->
                write(
                    object,
                    object.meta().deleting()
                        ? leaving(world, object)
                        : staying(world, source, object),
                    wishes));
  }

  private static void write(SourceObject source, List<String> finalizers, Wishes wishes) {
    if (!finalizers.equals(source.meta().finalizers())) {
      wishes.add(new WriteSourceFinalizers(source.meta(), finalizers));
    }
  }

  /** Whether it is being deleted and may not go, because something of it is in force (DEL-3). */
  public static boolean isBlocked(World world, SourceObject source) {
    return source.meta().deleting()
        && !source.meta().isMarked(Keys.FORCE_DELETE)
        && OWN.stream().anyMatch(source.meta()::bears)
        && (world.hasDeployed(source.name())
            || owning(world, source.name()).anyMatch(module -> isInForce(module, source.name())));
  }

  /** Also what is superseded while the release that takes over from it is not yet Deployed. */
  private static boolean isInForce(ModuleProjection module, SourceName source) {
    return ReleaseLine.of(module)
        .inForce()
        .filter(release -> ReleaseLine.isFrom(release, source))
        .isPresent();
  }

  private static boolean isForced(SourceObject source) {
    return source.meta().deleting() && source.meta().isMarked(Keys.FORCE_DELETE);
  }

  /** After the first scan has been told (OBJ-15), and once something is deployed. */
  private static List<String> staying(World world, SourceProjection source, SourceObject object) {
    var wished = new ArrayList<>(object.meta().finalizers());
    var isTold = source.currentListing().isPresent() && object.status().syncTime().isPresent();
    if (isTold && !wished.contains(Keys.MODULE_EXISTS)) {
      wished.add(Keys.MODULE_EXISTS);
    }
    if (world.hasDeployed(source.name()) && !wished.contains(Keys.RELEASE_EXISTS)) {
      wished.add(Keys.RELEASE_EXISTS);
    }
    return wished;
  }

  /** First the one, then the other: in between Modules are told (DEL-4 to DEL-6). */
  private static List<String> leaving(World world, SourceObject source) {
    if (isForced(source)) {
      return without(source, OWN);
    }
    if (isBlocked(world, source) || !isSettled(world, source.name())) {
      return source.meta().finalizers();
    }
    if (source.meta().bears(Keys.RELEASE_EXISTS)) {
      return without(source, Set.of(Keys.RELEASE_EXISTS));
    }
    return isNamed(world, source.name()) ? source.meta().finalizers() : without(source, OWN);
  }

  private static List<String> without(SourceObject source, Set<String> those) {
    return source.meta().finalizers().stream().filter(name -> !those.contains(name)).toList();
  }

  /** Whether no release may turn out to be Deployed by a write that has not been seen yet. */
  private static boolean isSettled(World world, SourceName source) {
    return owning(world, source)
        .flatMap(module -> module.releases().values().stream())
        .map(WriteEffect.RefreshObject::of)
        .noneMatch(
            write ->
                world.effects().isInFlight(write.key())
                    || world.effects().holdOf(write.ref()).isPresent());
  }

  private static boolean isNamed(World world, SourceName source) {
    return world.modules().values().stream().anyMatch(module -> names(module, source));
  }

  private static Stream<ModuleProjection> owning(World world, SourceName source) {
    return world.modules().values().stream().filter(module -> owns(module, source));
  }

  private static boolean owns(ModuleProjection module, SourceName source) {
    return module.releases().values().stream()
        .anyMatch((ReleaseObject release) -> ReleaseLine.isFrom(release, source));
  }

  private static boolean names(ModuleProjection module, SourceName source) {
    return named(module).anyMatch(source.value()::equals);
  }

  private static Stream<String> named(ModuleProjection module) {
    return module.module().filter(object -> !object.meta().deleting()).stream()
        .flatMap(object -> object.properties().availableSources().stream());
  }

  /** Sources that are concerned by what becomes of the module, while they are being deleted. */
  static Stream<SourceName> waitingFor(World world, ModuleProjection module) {
    return involved(module)
        .filter(name -> world.source(name).object().filter(o -> o.meta().deleting()).isPresent());
  }

  /** Sources that the Module names, and those that its releases come from. */
  static Stream<SourceName> involved(ModuleProjection module) {
    var owners =
        module.releases().values().stream().map(release -> release.meta().label(Keys.SOURCE));
    return Stream.concat(named(module), owners)
        .filter(name -> !name.isEmpty())
        .distinct()
        .map(SourceName::new);
  }
}
