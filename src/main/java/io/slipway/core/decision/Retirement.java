package io.slipway.core.decision;

import io.slipway.core.effect.InstallEffect.DiscardPackages;
import io.slipway.core.effect.WriteEffect;
import io.slipway.core.effect.WriteEffect.DeleteObject;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.ReleaseObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of a module that has been switched off for long: nothing of it is kept but where it
 * is offered (releases.md T20, modules.md 1.14). The clock is the condition that tells everybody
 * that it is off, so it goes on over restarts, and whether a config is still there does not matter.
 */
final class Retirement {
  private static final Duration KEPT = Duration.ofHours(72);
  private static final String BY_CONFIG = "EnabledByModuleConfig";

  private Retirement() {}

  /** A module of which nothing is left is one that nobody ever wanted. */
  static Stage stage(Stage off, ModuleProjection module, Instant now) {
    return off instanceof Stage.Available && module.releases().isEmpty() && isOver(module, now)
        ? new Stage.Retired()
        : off;
  }

  /** Of a module that is off, and of which nothing is installed. */
  static void decide(World world, ModuleProjection module, Wishes wishes) {
    if (!hasLeft(module)) {
      return;
    }
    if (isOver(module, wishes.now())) {
      clear(world, module, wishes);
    } else {
      due(module).ifPresent(wishes::lookAgainAt);
    }
  }

  private static boolean isOver(ModuleProjection module, Instant now) {
    return !module.switchedOn() && due(module).filter(at -> !now.isBefore(at)).isPresent();
  }

  private static Optional<Instant> due(ModuleProjection module) {
    return module.module().stream()
        .flatMap(object -> object.status().conditions().stream())
        .filter(condition -> condition.type().equals(BY_CONFIG))
        .filter(condition -> condition.status().equals("False"))
        .map(condition -> condition.lastTransitionTime().plus(KEPT))
        .findFirst();
  }

  private static boolean hasLeft(ModuleProjection module) {
    return !module.releases().isEmpty()
        || module.module().map(ModuleObject::properties).filter(Retirement::tellsMore).isPresent();
  }

  private static boolean tellsMore(ModuleObject.Properties properties) {
    return !properties.equals(ModuleObject.Properties.offered(properties.availableSources()));
  }

  /** The packages once, with the first releases: a store is allowed to keep what it cannot lose. */
  private static void clear(World world, ModuleProjection module, Wishes wishes) {
    var releases = module.releases().values().stream().filter(r -> !r.meta().deleting()).toList();
    if (!releases.isEmpty() && releases.stream().noneMatch(r -> isWritten(world, r))) {
      wishes.add(new DiscardPackages(module.name()));
    }
    for (var release : releases) {
      var ref = new ObjectRef(ObjectKind.RELEASE, release.name());
      wishes.add(new DeleteObject(ref, release.meta()));
    }
  }

  private static boolean isWritten(World world, ReleaseObject release) {
    var write = WriteEffect.RefreshObject.of(release);
    return world.effects().isInFlight(write.key())
        || world.effects().holdOf(write.ref()).isPresent();
  }
}
