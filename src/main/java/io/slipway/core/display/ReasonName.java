package io.slipway.core.display;

import io.slipway.core.decision.GateReason;
import io.slipway.core.value.InstallFailure;

/** Why a gate is closed in one word, as the reason of a condition. */
final class ReasonName {
  private ReasonName() {}

  static String of(GateReason reason) {
    return switch (reason) {
      case GateReason.VersionUnreadable _ -> "VersionUnreadable";
      case GateReason.PolicyNotFound _ -> "PolicyNotFound";
      case GateReason.PolicyIgnores _ -> "PolicyIgnores";
      case GateReason.AwaitingRelease _ -> "AwaitingRelease";
      case GateReason.MinorGap _ -> "MinorGap";
      case GateReason.MajorGap _ -> "MajorGap";
      case GateReason.AwaitingReady _ -> "AwaitingReady";
      case GateReason.RequirementUnmet _ -> "RequirementUnmet";
      case GateReason.RequirementImproper _ -> "RequirementImproper";
      case GateReason.RequirementUnknown _ -> "RequirementUnknown";
      case GateReason.DependencyLoop _ -> "DependencyLoop";
      case GateReason.DependencyImproper _ -> "DependencyImproper";
      case GateReason.DependenciesUnmet _ -> "DependenciesUnmet";
      case GateReason.TooYoung _ -> "Soaking";
      case GateReason.NotificationDue _ -> "NotificationDue";
      case GateReason.NotificationFailed _ -> "NotificationFailed";
      case GateReason.Postponed _ -> "Postponed";
      case GateReason.WindowClosed _ -> "WindowClosed";
      case GateReason.ApprovalMissing _ -> "ApprovalMissing";
      case GateReason.Suspended _ -> "Suspended";
      case GateReason.DigestChanged _ -> "DigestChanged";
      case GateReason.NotReinstalled _ -> "ReinstallationFailed";
      case GateReason.AlreadyDeployed _ -> "AlreadyDeployed";
      case GateReason.ForcedTooLate _ -> "ForcedTooLate";
      case GateReason.PackageRefused(var failure) -> of(failure);
    };
  }

  private static String of(InstallFailure failure) {
    return switch (failure.reason()) {
      case REGISTRY, STORE, HELM -> "PackageUnavailable";
      case PACKAGE -> "PackageUnusable";
      case SETTINGS -> "SettingsIncomplete";
      case SETTINGS_INVALID -> "SettingsInvalid";
      case CONVERSION -> "ConversionFailed";
      case SCHEMA -> "SchemaUnusable";
    };
  }
}
