package io.slipway.core.decision;

import io.slipway.core.decision.GateReason.ApprovalMissing;
import io.slipway.core.decision.GateReason.Postponed;
import io.slipway.core.decision.GateReason.TooYoung;
import io.slipway.core.decision.GateReason.WindowClosed;
import io.slipway.core.decision.ReleaseGates.Situation;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import io.slipway.core.value.UpdateWindow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When a release may be deployed (releases.md 2.9). Age, {@code applyAfter} and the notice to
 * people put the planned time off; the window is asked about that time. The gates stand in the
 * order in which their reasons are shown: what a person has to do comes before what time brings.
 */
final class DeployTime {
  private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");

  private DeployTime() {}

  static List<Gate> gates(Situation situation, ReleaseObject release, UpdatePolicy policy) {
    var isPatch = isPatch(situation, release);
    if (isAtOnce(situation, release)) {
      var notification = Telling.of(situation, release, isPatch, false);
      return List.of(
          Telling.gate(notification, situation.now(), true),
          Gate.passed("approval"),
          Gate.passed("soak"),
          Gate.passed("postponement"),
          Gate.passed("window"));
    }
    var approval = approval(release, policy.mode(), isPatch);
    var telling = Telling.of(situation, release, isPatch, isPostponable(policy.mode(), isPatch));
    var soak = soak(situation, release);
    var postponement = postponement(situation, release, policy.mode(), isPatch);
    var start =
        latest(situation.now(), until(soak), until(postponement), telling.flatMap(Telling::notice));
    var window = window(start, policy, isPatch);
    var planned = latest(start, until(window));
    return List.of(
        Telling.gate(telling, planned, approval.isPassed()), approval, soak, postponement, window);
  }

  /** What replaces nothing is no patch (W-7). */
  private static boolean isPatch(Situation situation, ReleaseObject release) {
    return situation.line().inForce().isPresent() && situation.line().isPatch(release);
  }

  /**
   * B0. A first installation stays one when a newer version comes in between (W-34), and what runs
   * already is not asked for once more because somebody deleted its release.
   */
  private static boolean isAtOnce(Situation situation, ReleaseObject release) {
    return situation.line().isImmediate(release)
        || situation.line().inForce().isEmpty() && isRunning(situation, release);
  }

  private static boolean isRunning(Situation situation, ReleaseObject release) {
    var module = new ModuleName(release.spec().moduleName());
    return situation.world().module(module).run().runs(ReleaseLine.version(release));
  }

  private static Optional<Instant> until(Gate gate) {
    return gate.state() instanceof Gate.State.Waiting(var until, _)
        ? Optional.of(until)
        : Optional.empty();
  }

  @SafeVarargs
  private static Instant latest(Instant first, Optional<Instant>... others) {
    return Stream.of(others)
        .flatMap(Optional::stream)
        .reduce(first, (one, other) -> one.isAfter(other) ? one : other);
  }

  private static Gate soak(Situation situation, ReleaseObject release) {
    return Soaking.end(situation.choice(), situation.line(), release)
        .filter(situation.now()::isBefore)
        .map(end -> Gate.waiting("soak", end, new TooYoung(end)))
        .orElse(Gate.passed("soak"));
  }

  /** B1: who approves a step by hand does not ask for the time. */
  private static boolean isPostponable(UpdateMode mode, boolean isPatch) {
    return mode != UpdateMode.MANUAL || isPatch;
  }

  private static Gate postponement(
      Situation situation, ReleaseObject release, UpdateMode mode, boolean isPatch) {
    return release
        .spec()
        .applyAfter()
        .filter(_ -> isPostponable(mode, isPatch))
        .filter(situation.now()::isBefore)
        .map(until -> Gate.waiting("postponement", until, new Postponed(until)))
        .orElse(Gate.passed("postponement"));
  }

  /** B3, by the matrix of 2.9: approval replaces the window. */
  private static Gate window(Instant start, UpdatePolicy policy, boolean isPatch) {
    if (needsApproval(policy.mode(), isPatch) || UpdateWindow.anyOpen(policy.windows(), start)) {
      return Gate.passed("window");
    }
    var opens = UpdateWindow.nextOpening(policy.windows(), start);
    return opens
        .map(at -> Gate.waiting("window", at, new WindowClosed(opens)))
        .orElse(Gate.blocked("window", new WindowClosed(opens)));
  }

  private static Gate approval(ReleaseObject release, UpdateMode mode, boolean isPatch) {
    return needsApproval(mode, isPatch) && !isApproved(release)
        ? Gate.blocked("approval", new ApprovalMissing())
        : Gate.passed("approval");
  }

  static boolean needsApproval(UpdateMode mode, boolean isPatch) {
    return switch (mode) {
      case MANUAL -> true;
      case AUTO_PATCH -> !isPatch;
      case AUTO, IGNORE -> false;
    };
  }

  /** Both spellings approve (DESIGN.md §1); the value is read as releases.md 1.6 says. */
  static boolean isApproved(ReleaseObject release) {
    var annotations = release.meta().annotations();
    return TRUE.contains(annotations.getOrDefault(Keys.APPROVED, ""))
        || TRUE.contains(annotations.getOrDefault(Keys.APPROVED_OLD, ""));
  }
}
