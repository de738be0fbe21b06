package io.slipway.sim;

import static io.slipway.sim.Invariants.require;

import io.slipway.core.decision.Verdict;
import io.slipway.core.effect.WriteEffect.WriteReleaseStatus;
import io.slipway.core.projection.World;
import io.slipway.core.value.Key;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Watches what processes decide, at the instant they do so, by the objects as they have seen them.
 */
final class Audit {
  private record Who(SimProcess process, ModuleName module) {}

  private final Simulation sim;
  private final Map<Who, Optional<Instant>> wakeUps = new HashMap<>();

  Audit(Simulation sim) {
    this.sim = sim;
  }

  void decided(SimProcess process, World world, Key key, Verdict verdict) {
    if (!(key instanceof Key.OfModule(var module))) {
      return;
    }
    wakeUps.put(new Who(process, module), verdict.lookAgainAt());
    if (!world.standing().leading() || sim.profile.tells()) {
      return; // nothing comes of it, or the judge does not know the rules: age and announcement
    }
    for (var effect : verdict.effects()) {
      if (effect instanceof WriteReleaseStatus write) {
        sim.cluster
            .archived(write.meta().version(), ReleaseObject.class)
            .filter(release -> !release.is(write.status().phase()))
            .ifPresent(release -> audit(process, world, module, release, write.status().phase()));
      }
    }
  }

  private void audit(
      SimProcess process,
      World world,
      ModuleName module,
      ReleaseObject release,
      ReleasePhase phase) {
    var facts = Facts.seenBy(process, sim, world, module);
    if (facts.inForce().filter(release::equals).isEmpty()) {
      if (phase == ReleasePhase.DEPLOYED) {
        mayBeDeployed(facts, module, release);
      }
    } else if (phase == ReleasePhase.SUPERSEDED) {
      mayBeSuperseded(facts, module);
    } // else it goes on as before: what was to take its place may not
  }

  private void mayBeDeployed(Facts facts, ModuleName module, ReleaseObject release) {
    new Judge(facts, sim.offers, module).bar(release).ifPresent(bar -> fail(release, bar));
  }

  /** What is in force makes room only for a release that may be deployed. */
  private void mayBeSuperseded(Facts facts, ModuleName module) {
    var judge = new Judge(facts, sim.offers, module);
    var waiting = facts.releases().stream().filter(r -> mayTakeOver(facts, r)).toList();
    if (waiting.stream().allMatch(release -> judge.bar(release).isPresent())) {
      waiting.stream().findFirst().ifPresent(r -> fail(r, judge.bar(r).orElseThrow()));
    }
  }

  /** What was refused may be accepted now; what was left out may be meant again, or is forced. */
  private static boolean mayTakeOver(Facts facts, ReleaseObject release) {
    var isAbove =
        facts
            .inForce()
            .filter(r -> Facts.version(r).compareTo(Facts.version(release)) < 0)
            .isPresent();
    return switch (release.status().phase()) {
      case SKIPPED -> isAbove || Judge.isForced(release);
      case SUPERSEDED -> isAbove;
      case SUSPENDED -> true;
      default -> release.status().phase().isOpen();
    };
  }

  private static void fail(ReleaseObject release, Bar bar) {
    require(broken(bar), false, release.name() + ": " + bar.words());
  }

  private static Invariant broken(Bar bar) {
    return switch (bar.kind()) {
      case POLICY -> Invariant.POLICY_IS_OBEYED;
      case SEQUENCE -> Invariant.STEP_BY_STEP;
      case READINESS -> Invariant.READY_BEFORE_NEXT;
      case REQUIREMENT -> Invariant.REQUIREMENTS_HOLD;
      case AGE -> Invariant.AGE_IS_AWAITED;
      case TIME -> Invariant.TIME_IS_AWAITED;
      case WINDOW -> Invariant.WINDOWS_ARE_KEPT;
      case APPROVAL -> Invariant.APPROVAL_IS_NEEDED;
    };
  }

  /** When the process will look at the module again by itself. */
  Optional<Instant> wakeUp(SimProcess process, ModuleName module) {
    return wakeUps.getOrDefault(new Who(process, module), Optional.empty());
  }
}
