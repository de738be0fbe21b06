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
import io.slipway.core.effect.InstallEffect.UninstallModule;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.ReleaseObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a module stands between being offered and being Ready (modules.md 1.7, DESIGN.md §1). */
final class Installation {
  /** Phases in which a module has never run since it was enabled. */
  private static final Set<String> BEFORE_FIRST_RUN =
      Set.of("", "Available", "Conflict", "Downloading", "DownloadingError", "Installing");

  private Installation() {}

  static Stage stage(
      World world,
      ModuleProjection module,
      SourceChoice source,
      PolicyChoice policy,
      List<ReleaseVerdict> releases) {
    var deployed = ReleaseLine.of(module).deployed();
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
    if (isOurs(module)) {
      var key = new UninstallModule(module.name()).key();
      return new Uninstalling(world.effects().failuresOf(key).map(f -> f.problem()));
    }
    return hasRelease ? new Downloaded() : new Available();
  }

  /** Whether a Helm release exists that Slipway made, also one cut off by a crash. */
  static boolean isOurs(ModuleProjection module) {
    return module.run().installed().isPresent()
        || module
            .run()
            .helm()
            .filter(
                h ->
                    h.id().isPresent()
                        || (h.status().startsWith("pending-") && module.module().isPresent()))
            .isPresent();
  }

  private static Stage installed(World world, ModuleProjection module, ReleaseObject release) {
    var target = Target.of(world, module, release);
    if (module.run().has(target.id())) {
      return new Ready();
    }
    var failure = module.run().failureOf(target.id());
    if (failure.isPresent()) {
      return new Failed(failure.get());
    }
    var runs = module.run().helm().filter(HelmRecord::isDeployed).isPresent();
    if (module.run().preparedAs(target.id()).isEmpty() && runs) {
      // what runs goes on running until the package and the new settings have been checked
      return new Ready();
    }
    var refusal = module.run().refusalOf(target.id());
    if (refusal.isPresent()) {
      return new Failed(refusal.get());
    }
    return isFirstRun(module) ? new Installing() : new Reconciling();
  }

  static boolean isFirstRun(ModuleProjection module) {
    return BEFORE_FIRST_RUN.contains(module.module().map(o -> o.status().phase()).orElse(""));
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
    if (source.source().isEmpty()) {
      return new NotOffered();
    }
    if (policy.policy().isEmpty()) {
      return new PolicyMissing(policy.name());
    }
    var open = releases.stream().filter(r -> !r.gates().isEmpty()).toList();
    if (!open.isEmpty()) {
      return failing(open).<Stage>map(DownloadFailing::new).orElse(new Downloading());
    }
    var reading = Following.reading(world, module, source.source().get());
    if (reading.isEmpty()) {
      return new Resolving();
    }
    return reading
        .get()
        .failure()
        .<Stage>map(f -> new Unreadable(f.text()))
        .orElse(new Downloading());
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
