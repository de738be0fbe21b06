package io.slipway.core.display;

import io.slipway.core.decision.GateReason;
import io.slipway.core.decision.ModuleVerdict;
import io.slipway.core.decision.ReleaseVerdict;
import io.slipway.core.value.Condition.Wish;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.ModuleObject.Status;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SemVer;
import java.util.Optional;

/**
 * Condition {@code LastReleaseDeployed} of a Module (releases.md 1.10): False as long as a release
 * above the one in force is held up (W-37), by the lowest that is not merely waiting for another.
 */
final class LastRelease {
  private static final String TYPE = "LastReleaseDeployed";
  private static final String PREFIX = "ModuleRelease could not be applied, ";

  /** Reason and text. */
  private record Cause(String reason, String text) {}

  private LastRelease() {}

  /** Absent keeps what is shown. */
  static Optional<Wish> wish(ModuleVerdict verdict, Status shown) {
    if (!verdict.module().switchedOn()) {
      return shown.conditions().stream().anyMatch(c -> c.type().equals(TYPE))
          ? Optional.of(new Wish(TYPE, "Unknown", "", ""))
          : Optional.empty();
    }
    return verdict.releases().stream()
        .flatMap(release -> heldUp(release).stream())
        .findFirst()
        .or(() -> isInForce(verdict) ? Optional.of(Wish.yes(TYPE)) : Optional.empty());
  }

  private static boolean isInForce(ModuleVerdict verdict) {
    return verdict.releases().stream().anyMatch(r -> r.phase() == ReleasePhase.DEPLOYED);
  }

  private static Optional<Wish> heldUp(ReleaseVerdict verdict) {
    if (verdict.phase() != ReleasePhase.PENDING && verdict.phase() != ReleasePhase.SUSPENDED) {
      return Optional.empty();
    }
    var version = verdict.release().spec().version().map(SemVer::tag).orElse("");
    return verdict.gates().stream()
        .flatMap(gate -> gate.reason().stream())
        .findFirst()
        .filter(reason -> !ReleaseDisplay.isSilent(reason))
        .flatMap(LastRelease::cause)
        .map(
            cause ->
                Wish.no(
                    TYPE,
                    cause.reason(),
                    PREFIX + cause.text() + ": see details in the module release " + version));
  }

  private static Optional<Cause> cause(GateReason reason) {
    return switch (reason) {
      case GateReason.AwaitingRelease _,
          GateReason.DigestChanged _,
          GateReason.NotReinstalled _,
          GateReason.ForcedTooLate _ ->
          Optional.empty();
      case GateReason.AwaitingReady _ ->
          cause("ReleaseDeployedIsNotReady", "awaiting for deployed release be ready");
      case GateReason.RequirementUnmet _,
          GateReason.RequirementImproper _,
          GateReason.RequirementUnknown _,
          GateReason.DependencyLoop _,
          GateReason.DependencyImproper _,
          GateReason.DependenciesUnmet _ ->
          cause("ReleaseRequirementsCheck", "not met requirements");
      case GateReason.Delay _,
          GateReason.NotificationDue _,
          GateReason.NotificationFailed _,
          GateReason.ApprovalMissing _,
          GateReason.Suspended _ ->
          cause("ReleaseDeployTimeCheck", "release postponed");
      case GateReason.PackageRefused(var failure) -> cause(failure);
      case GateReason.PolicyNotFound _, GateReason.PolicyIgnores _ ->
          cause("ReleasePolicyCheck", "update policy does not allow it");
      case GateReason.MinorGap _,
          GateReason.MajorGap _,
          GateReason.AlreadyDeployed _,
          GateReason.VersionUnreadable _ ->
          cause("ReleaseOrderCheck", "it is not the next version");
    };
  }

  private static Optional<Cause> cause(InstallFailure failure) {
    return switch (failure.reason()) {
      case SETTINGS, SETTINGS_INVALID, CONVERSION, SCHEMA ->
          cause("ReleaseConfigValidationCheck", "module config validation failed");
      case REGISTRY, PACKAGE, STORE, HELM -> cause("ReleasePackageCheck", "package cannot be used");
    };
  }

  private static Optional<Cause> cause(String reason, String text) {
    return Optional.of(new Cause(reason, text));
  }
}
