package io.slipway.core.display;

import io.slipway.core.decision.Gate;
import io.slipway.core.decision.GateReason;
import io.slipway.core.decision.ReleaseVerdict;
import io.slipway.core.value.Condition;
import io.slipway.core.value.Condition.Wish;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleaseObject.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Conditions of a ModuleRelease as kstatus understands them: Ready when it is in force, Reconciling
 * while it goes on by itself, Stalled while somebody has to do something. Exactly one of them is
 * True of a release that may still be deployed; none is of one that was replaced or left out.
 */
final class ReleaseConditions {
  private static final String READY = "Ready";
  private static final String RECONCILING = "Reconciling";
  private static final String STALLED = "Stalled";

  private ReleaseConditions() {}

  static Standing of(ReleaseVerdict verdict, String message, Instant now) {
    return standing(verdict.release(), wishes(verdict, message), now);
  }

  /** Of a release whose version cannot be read. */
  static Standing unreadable(ReleaseObject release, String message, Instant now) {
    var reason = ReasonName.of(new GateReason.VersionUnreadable());
    return standing(release, wishes(STALLED, reason, message), now);
  }

  private static Standing standing(ReleaseObject release, List<Wish> wishes, Instant now) {
    var shown = release.status().standing();
    return new Standing(
        release.meta().generation(), Condition.merge(shown.conditions(), wishes, now));
  }

  private static List<Wish> wishes(ReleaseVerdict verdict, String message) {
    return switch (verdict.phase()) {
      case DEPLOYED -> wishes(READY, verdict.phase().label(), "");
      case NONE, PENDING -> closed(verdict, message).orElseGet(() -> open(verdict, message));
      case SUSPENDED -> closed(verdict, message).orElseGet(() -> suspended(verdict, message));
      case SUPERSEDED, SKIPPED, TERMINATING -> wishes("", verdict.phase().label(), message);
    };
  }

  private static Optional<List<Wish>> closed(ReleaseVerdict verdict, String message) {
    return verdict.gates().stream()
        .filter(gate -> gate.reason().isPresent())
        .findFirst()
        .filter(gate -> gate.reason().filter(ReleaseDisplay::isSilent).isEmpty())
        .flatMap(
            gate ->
                gate.reason()
                    .map(
                        r ->
                            wishes(
                                isByItself(gate) ? RECONCILING : STALLED,
                                ReasonName.of(r),
                                message)));
  }

  /** What has to be asked again after a restart is what it was, as its message is. */
  private static List<Wish> open(ReleaseVerdict verdict, String message) {
    var going = wishes(RECONCILING, "Progressing", message);
    return message.isEmpty() ? going : shown(verdict.release()).orElse(going);
  }

  private static List<Wish> suspended(ReleaseVerdict verdict, String message) {
    return shown(verdict.release()).orElse(wishes(STALLED, verdict.phase().label(), message));
  }

  private static Optional<List<Wish>> shown(ReleaseObject release) {
    var conditions = release.status().standing().conditions();
    return conditions.stream()
        .filter(c -> c.isTrue() && (c.type().equals(STALLED) || c.type().equals(RECONCILING)))
        .findFirst()
        .map(c -> wishes(c.type(), c.reason(), c.message()));
  }

  private static List<Wish> wishes(String isTrue, String reason, String message) {
    return List.of(READY, RECONCILING, STALLED).stream()
        .map(type -> new Wish(type, type.equals(isTrue) ? "True" : "False", reason, message))
        .toList();
  }

  /** Whether the gate opens without anybody doing something about this release. */
  static boolean isByItself(Gate gate) {
    return gate.state() instanceof Gate.State.Waiting
        || gate.reason().filter(ReleaseConditions::isByItself).isPresent();
  }

  private static boolean isByItself(GateReason reason) {
    return switch (reason) {
      case GateReason.AwaitingRelease _,
          GateReason.AwaitingReady _,
          GateReason.RequirementUnknown _,
          GateReason.TooYoung _,
          GateReason.Postponed _,
          GateReason.NotificationDue _,
          GateReason.NotificationFailed _ ->
          true;
      case GateReason.WindowClosed(var opens) -> opens.isPresent();
      case GateReason.PackageRefused(var failure) -> isByItself(failure);
      case GateReason.VersionUnreadable _,
          GateReason.PolicyNotFound _,
          GateReason.PolicyIgnores _,
          GateReason.MinorGap _,
          GateReason.MajorGap _,
          GateReason.RequirementUnmet _,
          GateReason.RequirementImproper _,
          GateReason.DependencyLoop _,
          GateReason.DependencyImproper _,
          GateReason.DependenciesUnmet _,
          GateReason.ApprovalMissing _,
          GateReason.Suspended _,
          GateReason.DigestChanged _,
          GateReason.NotReinstalled _,
          GateReason.AlreadyDeployed _,
          GateReason.ForcedTooLate _ ->
          false;
    };
  }

  private static boolean isByItself(InstallFailure failure) {
    return switch (failure.reason()) {
      case REGISTRY, STORE, HELM -> true;
      case PACKAGE, SETTINGS, SETTINGS_INVALID, CONVERSION, SCHEMA -> false;
    };
  }
}
