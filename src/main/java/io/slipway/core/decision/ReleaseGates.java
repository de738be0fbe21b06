package io.slipway.core.decision;

import io.slipway.core.decision.GateReason.AlreadyDeployed;
import io.slipway.core.decision.GateReason.AwaitingReady;
import io.slipway.core.decision.GateReason.AwaitingRelease;
import io.slipway.core.decision.GateReason.MajorGap;
import io.slipway.core.decision.GateReason.MinorGap;
import io.slipway.core.decision.GateReason.PolicyIgnores;
import io.slipway.core.decision.GateReason.PolicyNotFound;
import io.slipway.core.projection.World;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.UpdateMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The gates of an open release, in order: policy, sequence, readiness, requirements, and the time
 * of deployment ({@link DeployTime}; releases.md 2.4). Whether the package can be used is asked
 * last, by {@link ReleaseDecider}, because it costs a download.
 */
final class ReleaseGates {
  /**
   * What the gates of all releases of a module depend on.
   *
   * @param deployedIsReady whether what is in force has been installed
   * @param target version in the channel of the chosen source, while it can be read
   * @param endpoint release that what is in force jumps to (2.7)
   * @param soaking names of those that are not old enough
   */
  record Situation(
      World world,
      PolicyChoice choice,
      ReleaseLine line,
      boolean deployedIsReady,
      Optional<SemVer> target,
      Optional<ReleaseObject> endpoint,
      Set<String> soaking,
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
    situation
        .choice()
        .policy()
        .ifPresent(p -> gates.addAll(DeployTime.gates(situation, release, p)));
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
        .filter(d -> !d.name().equals(release.name()) && ReleaseLine.isOfSameSource(d, release))
        .filter(d -> d.spec().version().equals(release.spec().version()))
        .map(d -> new AlreadyDeployed(ReleaseLine.version(d), d.name()));
  }

  private static Optional<GateReason> behind(
      Situation situation, ReleaseObject release, Optional<List<Gate>> before) {
    var line = situation.line();
    return line.previousOf(release, situation.soaking())
        .filter(_ -> !line.isPatch(release))
        .filter(previous -> ReleaseLine.isOfSameSource(previous, release))
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
        .filter(end -> ReleaseLine.isOfSameSource(end, release))
        .map(ReleaseLine::version)
        .filter(end -> ReleaseLine.version(release).compareTo(end) < 0)
        .map(AwaitingRelease::new);
  }

  private static boolean asksForApproval(Situation situation, boolean isPatch) {
    return situation
        .choice()
        .policy()
        .filter(policy -> DeployTime.needsApproval(policy.mode(), isPatch))
        .isPresent();
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
        .filter(d -> ReleaseLine.isOfSameSource(d, release))
        .filter(_ -> !situation.line().isPatch(release) && !situation.deployedIsReady())
        .map(d -> Gate.blocked("readiness", new AwaitingReady(ReleaseLine.version(d))))
        .orElse(Gate.passed("readiness"));
  }
}
