package io.slipway.core.decision;

import io.slipway.core.decision.GateReason.AlreadyDeployed;
import io.slipway.core.decision.GateReason.ApprovalMissing;
import io.slipway.core.decision.GateReason.AwaitingReady;
import io.slipway.core.decision.GateReason.AwaitingRelease;
import io.slipway.core.decision.GateReason.MajorGap;
import io.slipway.core.decision.GateReason.MinorGap;
import io.slipway.core.decision.GateReason.PolicyIgnores;
import io.slipway.core.decision.GateReason.PolicyNotFound;
import io.slipway.core.decision.GateReason.Postponed;
import io.slipway.core.decision.GateReason.WindowClosed;
import io.slipway.core.projection.World;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import io.slipway.core.value.UpdateWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The gates of an open release, in order: policy, sequence, readiness, requirements, and the time
 * of deployment (releases.md 2.4). Whether the package can be used is asked last, by {@link
 * ReleaseDecider}, because it costs a download.
 */
final class ReleaseGates {
  private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");

  /**
   * What the gates of all releases of a module depend on.
   *
   * @param deployedIsReady whether what is in force has been installed
   * @param target version in the channel of the chosen source, while it can be read
   * @param endpoint release that what is in force jumps to (2.7)
   */
  record Situation(
      World world,
      PolicyChoice choice,
      ReleaseLine line,
      boolean deployedIsReady,
      Optional<SemVer> target,
      Optional<ReleaseObject> endpoint,
      Instant now) {}

  private ReleaseGates() {}

  /**
   * @param before gates of the next lower open release, whose awaiting is passed on (C7a)
   */
  static List<Gate> of(Situation situation, ReleaseObject release, Optional<List<Gate>> before) {
    var gates = new ArrayList<Gate>();
    gates.add(policy(situation, release));
    if (ReleaseLine.isForced(release)) {
      return List.copyOf(gates);
    }
    gates.add(sequence(situation, release, before));
    gates.add(readiness(situation, release));
    gates.addAll(Requirements.gates(situation.world(), release));
    situation.choice().policy().ifPresent(p -> gates.addAll(time(situation, release, p)));
    return List.copyOf(gates);
  }

  private static boolean isFirst(Situation situation, ReleaseObject release) {
    return situation.line().inForce().isEmpty() && situation.line().isImmediate(release);
  }

  private static Gate policy(Situation situation, ReleaseObject release) {
    var choice = situation.choice();
    return choice
        .policy()
        .map(
            policy ->
                policy.mode() == UpdateMode.IGNORE
                        && !isFirst(situation, release)
                        && !ReleaseLine.isForced(release)
                    ? Gate.blocked("policy", new PolicyIgnores())
                    : Gate.passed("policy"))
        .orElse(Gate.blocked("policy", new PolicyNotFound(choice.name())));
  }

  private static Gate sequence(
      Situation situation, ReleaseObject release, Optional<List<Gate>> before) {
    if (situation.endpoint().filter(release::equals).isPresent()) {
      return Gate.passed("sequence");
    }
    return deployedAlready(situation, release)
        .or(() -> jumpedOver(situation, release))
        .or(() -> behind(situation, release, before))
        .map(reason -> Gate.blocked("sequence", reason))
        .orElse(Gate.passed("sequence"));
  }

  /** Somebody made it by hand under another name (W-35). */
  private static Optional<GateReason> deployedAlready(Situation situation, ReleaseObject release) {
    return situation
        .line()
        .inForce()
        .filter(d -> !d.name().equals(release.name()) && isSameSource(d, release))
        .filter(d -> d.spec().version().equals(release.spec().version()))
        .map(d -> new AlreadyDeployed(ReleaseLine.version(d), d.name()));
  }

  private static Optional<GateReason> behind(
      Situation situation, ReleaseObject release, Optional<List<Gate>> before) {
    var line = situation.line();
    return line.previousOf(release)
        .filter(_ -> !line.isPatch(release))
        .filter(previous -> isSameSource(previous, release))
        .flatMap(previous -> outOfSequence(situation, previous, release, before));
  }

  /**
   * What lies between is not deployed by itself; where a person is asked, the person may choose the
   * step instead of the jump (W-16, examples E3 and E6).
   */
  private static Optional<GateReason> jumpedOver(Situation situation, ReleaseObject release) {
    var isPatch = situation.line().isPatch(release);
    return situation
        .endpoint()
        .filter(_ -> !isPatch && !situation.line().isImmediate(release))
        .filter(_ -> !asksForApproval(situation, isPatch))
        .filter(end -> isSameSource(end, release))
        .map(ReleaseLine::version)
        .filter(end -> ReleaseLine.version(release).compareTo(end) < 0)
        .map(AwaitingRelease::new);
  }

  private static boolean asksForApproval(Situation situation, boolean isPatch) {
    return situation
        .choice()
        .policy()
        .filter(policy -> needsApproval(policy.mode(), isPatch))
        .isPresent();
  }

  /** Who switches the source asks for its version, wherever it stands in the line. */
  private static boolean isSameSource(ReleaseObject previous, ReleaseObject release) {
    return previous.meta().label(Keys.SOURCE).equals(release.meta().label(Keys.SOURCE));
  }

  private static Optional<GateReason> outOfSequence(
      Situation situation,
      ReleaseObject previous,
      ReleaseObject release,
      Optional<List<Gate>> before) {
    if (previous.status().phase().isOpen()) {
      return Optional.of(awaiting(previous, before));
    }
    var from = ReleaseLine.version(previous);
    var to = ReleaseLine.version(release);
    if (isMajorGap(from, to)) {
      return Optional.of(new MajorGap(from));
    }
    return from.major() == to.major() && from.minor() + 1 < to.minor() && !isLts(situation)
        ? Optional.of(new MinorGap(from))
        : Optional.empty();
  }

  private static boolean isLts(Situation situation) {
    return situation
        .choice()
        .policy()
        .filter(policy -> policy.channel() == ReleaseChannel.LTS)
        .isPresent();
  }

  private static GateReason awaiting(ReleaseObject previous, Optional<List<Gate>> before) {
    return before.stream()
        .flatMap(List::stream)
        .flatMap(gate -> gate.reason().stream())
        .findFirst()
        .filter(reason -> reason instanceof AwaitingRelease || reason instanceof AwaitingReady)
        .orElse(new AwaitingRelease(ReleaseLine.version(previous)));
  }

  private static boolean isMajorGap(SemVer from, SemVer to) {
    return to.major() > from.major() && !(from.major() == 0 && to.major() == 1);
  }

  private static Gate readiness(Situation situation, ReleaseObject release) {
    return situation
        .line()
        .inForce()
        .filter(d -> isSameSource(d, release))
        .filter(_ -> !situation.line().isPatch(release) && !situation.deployedIsReady())
        .map(d -> Gate.blocked("readiness", new AwaitingReady(ReleaseLine.version(d))))
        .orElse(Gate.passed("readiness"));
  }

  private static List<Gate> time(Situation situation, ReleaseObject release, UpdatePolicy policy) {
    if (situation.line().isImmediate(release)) {
      return List.of(Gate.passed("postponement"), Gate.passed("window"), Gate.passed("approval"));
    }
    var isPatch = situation.line().isPatch(release);
    return List.of(
        postponement(situation, release, policy.mode(), isPatch),
        window(situation, policy, isPatch),
        approval(release, policy.mode(), isPatch));
  }

  private static Gate postponement(
      Situation situation, ReleaseObject release, UpdateMode mode, boolean isPatch) {
    if (mode == UpdateMode.MANUAL && !isPatch) {
      return Gate.passed("postponement");
    }
    return release
        .spec()
        .applyAfter()
        .filter(situation.now()::isBefore)
        .map(until -> Gate.waiting("postponement", until, new Postponed(until)))
        .orElse(Gate.passed("postponement"));
  }

  /** Matrix of releases.md 2.9: approval replaces the window. */
  private static Gate window(Situation situation, UpdatePolicy policy, boolean isPatch) {
    if (needsApproval(policy.mode(), isPatch)
        || UpdateWindow.anyOpen(policy.windows(), situation.now())) {
      return Gate.passed("window");
    }
    var opens = UpdateWindow.nextOpening(policy.windows(), situation.now());
    return opens
        .map(at -> Gate.waiting("window", at, new WindowClosed(opens)))
        .orElse(Gate.blocked("window", new WindowClosed(opens)));
  }

  private static Gate approval(ReleaseObject release, UpdateMode mode, boolean isPatch) {
    return needsApproval(mode, isPatch) && !isApproved(release)
        ? Gate.blocked("approval", new ApprovalMissing())
        : Gate.passed("approval");
  }

  private static boolean needsApproval(UpdateMode mode, boolean isPatch) {
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
