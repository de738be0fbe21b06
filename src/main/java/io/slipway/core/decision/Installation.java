package io.slipway.core.decision;

import io.slipway.core.decision.Stage.Available;
import io.slipway.core.decision.Stage.Conflict;
import io.slipway.core.decision.Stage.DownloadFailing;
import io.slipway.core.decision.Stage.Downloaded;
import io.slipway.core.decision.Stage.Downloading;
import io.slipway.core.decision.Stage.Failed;
import io.slipway.core.decision.Stage.Installing;
import io.slipway.core.decision.Stage.NotOffered;
import io.slipway.core.decision.Stage.PolicyMissing;
import io.slipway.core.decision.Stage.Ready;
import io.slipway.core.decision.Stage.Reconciling;
import io.slipway.core.decision.Stage.Replacing;
import io.slipway.core.decision.Stage.Resolving;
import io.slipway.core.decision.Stage.Uninstalling;
import io.slipway.core.decision.Stage.Unreadable;
import io.slipway.core.effect.InstallEffect;
import io.slipway.core.effect.InstallEffect.UninstallModule;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.EffectKey;
import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SourceName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a module stands between being offered and being Ready (modules.md 1.7, DESIGN.md §1). */
final class Installation {
  /** Phases in which a module has never run since it was enabled. */
  private static final Set<String> BEFORE_FIRST_RUN =
      Set.of("", "Available", "Conflict", "Downloading", "DownloadingError", "Installing");

  /** Phases in which Helm has never been called for a module. */
  private static final Set<String> NEVER_RUN =
      Set.of("", "Available", "Conflict", "Downloading", "DownloadingError");

  private Installation() {}

  static Stage stage(
      World world,
      ModuleProjection module,
      ReleaseLine line,
      SourceChoice source,
      PolicyChoice policy,
      List<ReleaseVerdict> releases) {
    var deployed = line.deployed();
    if (!module.switchedOn()) {
      return off(world, module, deployed.isPresent());
    }
    if (source.conflict()) {
      return new Conflict();
    }
    return deployed
        .map(release -> installed(world, module, release))
        .orElseGet(() -> coming(world, module, source, policy, releases));
  }

  private static Stage off(World world, ModuleProjection module, boolean hasRelease) {
    if (isOurs(module) || isInFlight(world, module, InstallEffect.INSTALL)) {
      var key = new UninstallModule(module.name()).key();
      return new Uninstalling(world.effects().failuresOf(key).map(f -> f.problem()));
    }
    return hasRelease ? new Downloaded() : new Available();
  }

  private static boolean isInFlight(World world, ModuleProjection module, String kind) {
    return world.effects().isInFlight(new EffectKey(kind, "Module/" + module.name()));
  }

  /**
   * Whether a Helm release exists that Slipway made. Helm overwrites what was written into a record
   * when a call fails or is cut off; such a record is ours if the module has ever run. A foreign
   * release of the same name is never touched.
   */
  static boolean isOurs(ModuleProjection module) {
    return module.run().installed().isPresent()
        || module
            .run()
            .helm()
            .filter(h -> h.id().isPresent() || (!h.isDeployed() && hasRun(module)))
            .isPresent();
  }

  private static boolean hasRun(ModuleProjection module) {
    return module.releases().values().stream()
            .anyMatch(r -> r.is(ReleasePhase.DEPLOYED) || r.is(ReleasePhase.SUPERSEDED))
        || !NEVER_RUN.contains(phase(module));
  }

  private static String phase(ModuleProjection module) {
    return module.module().map(object -> object.status().phase()).orElse("");
  }

  private static Stage installed(World world, ModuleProjection module, ReleaseObject release) {
    var target = Target.of(world, module, release);
    if (isInFlight(world, module, InstallEffect.UNINSTALL)) {
      return new Replacing();
    }
    if (module.run().has(target.id())) {
      return new Ready();
    }
    return module
        .run()
        .failureOf(target.id())
        .<Stage>map(Failed::new)
        .orElseGet(() -> underway(module, target));
  }

  private static Stage underway(ModuleProjection module, Target target) {
    var runs = module.run().helm().filter(HelmRecord::isDeployed).isPresent();
    if (module.run().preparedAs(target.id()).isEmpty() && runs) {
      // what runs goes on running until the package and the new settings have been checked
      return new Ready();
    }
    return module
        .run()
        .refusalOf(target.id())
        .<Stage>map(Failed::new)
        .orElseGet(() -> isFirstRun(module) ? new Installing() : new Reconciling());
  }

  static boolean isFirstRun(ModuleProjection module) {
    return BEFORE_FIRST_RUN.contains(phase(module));
  }

  private static Stage coming(
      World world,
      ModuleProjection module,
      SourceChoice source,
      PolicyChoice policy,
      List<ReleaseVerdict> releases) {
    if (isOurs(module)) {
      return new Replacing();
    }
    return source
        .source()
        .filter(name -> source.available().contains(name.value()))
        .map(name -> coming(world, module, name, policy, releases))
        .orElse(new NotOffered());
  }

  private static Stage coming(
      World world,
      ModuleProjection module,
      SourceName source,
      PolicyChoice policy,
      List<ReleaseVerdict> releases) {
    if (policy.policy().isEmpty()) {
      return new PolicyMissing(policy.name());
    }
    var open =
        releases.stream()
            .filter(r -> r.phase() != ReleasePhase.SUPERSEDED && !r.gates().isEmpty())
            .toList();
    if (!open.isEmpty()) {
      return failing(open).<Stage>map(DownloadFailing::new).orElse(new Downloading());
    }
    return Following.reading(world, module, source)
        .map(
            reading ->
                reading
                    .failure()
                    .<Stage>map(f -> new Unreadable(f.text()))
                    .orElse(new Downloading()))
        .orElse(new Resolving());
  }

  private static Optional<InstallFailure> failing(List<ReleaseVerdict> open) {
    return open.stream()
        .flatMap(verdict -> verdict.gates().stream())
        .flatMap(gate -> gate.reason().stream())
        .filter(GateReason.PackageRefused.class::isInstance)
        .map(reason -> ((GateReason.PackageRefused) reason).failure())
        .findFirst();
  }
}
