package io.slipway.core.decision;

import io.slipway.core.decision.ReleaseGates.Situation;
import io.slipway.core.effect.WriteEffect;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SemVer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which phase each release of a module should be in. A new one is shown as Deployed only after the
 * one before has been seen Superseded, so that never two are Deployed.
 */
final class ReleaseDecider {
  private static final Duration RESTORED_AFTER = Duration.ofMinutes(3);

  private ReleaseDecider() {}

  static List<ReleaseVerdict> decide(
      World world,
      ModuleProjection module,
      ReleaseLine line,
      SourceChoice source,
      PolicyChoice policy,
      Instant now) {
    var ready = line.inForce().filter(d -> isReady(world, module, d)).isPresent();
    var target = target(world, module, source);
    var soaking = Soaking.names(policy, line, now);
    var endpoint = Jumps.endpoint(line, soaking);
    var situation = new Situation(world, policy, line, ready, target, endpoint, soaking, now);
    var verdicts = new ArrayList<ReleaseVerdict>();
    var before = Optional.<List<Gate>>empty();
    for (var release : line.releases()) {
      var verdict = decide(situation, module, source, release, before);
      if (verdict.phase() == ReleasePhase.PENDING) {
        before = Optional.of(verdict.gates());
      }
      verdicts.add(verdict);
    }
    return deploy(world, module, line, verdicts, now);
  }

  /** Of the version in force; settings that only the next version knows must not hold it up. */
  private static boolean isReady(World world, ModuleProjection module, ReleaseObject release) {
    var id = Target.of(world, module, release).id();
    // a failure of this process may be old: another one led meanwhile, and succeeded
    return module.run().has(id)
        || (module.run().runs(ReleaseLine.version(release))
            && module.run().failureOf(id).isEmpty());
  }

  private static ReleaseVerdict decide(
      Situation situation,
      ModuleProjection module,
      SourceChoice source,
      ReleaseObject release,
      Optional<List<Gate>> before) {
    var line = situation.line();
    if (release.meta().label(Keys.SOURCE).isEmpty()) {
      return unlabelled(release);
    }
    var takeOver = TakeOver.of(situation.world(), module, source, release);
    if (takeOver.isPresent()) {
      return new ReleaseVerdict(release, ReleasePhase.PENDING, List.of(), takeOver);
    }
    if (release.is(ReleasePhase.DEPLOYED)) {
      var isInForce = line.deployed().filter(release::equals).isPresent();
      return isInForce
          ? ReleaseVerdict.gated(
              release, ReleasePhase.DEPLOYED, inForce(situation.world(), module, source, release))
          : ReleaseVerdict.settled(release, ReleasePhase.SUPERSEDED);
    }
    var isRefused = Refusal.isShown(release);
    var isHeld = release.is(ReleasePhase.SUSPENDED) && release.meta().isMarked(Keys.SUSPENDED);
    var isForced = ReleaseLine.isForced(release);
    var isOpen =
        release.status().phase().isOpen() || isHeld || isRefused || isForced && wasLeftOut(release);
    if (isOpen && !isForced && isSuspended(situation, module, source, release)) {
      // the annotation comes first: by it the phase is told from one that somebody else has set
      var phase =
          release.meta().isMarked(Keys.SUSPENDED) || isRefused
              ? ReleasePhase.SUSPENDED
              : ReleasePhase.PENDING;
      return ReleaseVerdict.gated(
          release, phase, List.of(Gate.blocked("suspension", new GateReason.Suspended())));
    }
    if (isRefused && !isForced) {
      return whileRefused(situation, module, source, release)
          .orElseGet(() -> waiting(situation, module, source, release, before));
    }
    var isBack = mayComeBack(situation, release) && isOnTheWay(situation, source, release);
    return isOpen || isBack
        ? waiting(situation, module, source, release, before)
        : closed(release, isForced);
  }

  private static ReleaseVerdict waiting(
      Situation situation,
      ModuleProjection module,
      SourceChoice source,
      ReleaseObject release,
      Optional<List<Gate>> before) {
    var line = situation.line();
    if (isFromAnother(source, release)) {
      return ReleaseVerdict.settled(release, ReleasePhase.SKIPPED);
    }
    if (!ReleaseLine.isForced(release)) {
      if (line.isOvertaken(release, situation.soaking())) {
        return ReleaseVerdict.settled(release, ReleasePhase.SUPERSEDED);
      }
      if (line.isPassedOver(release)
          || isBelowDeployed(line, source, release)
          || isBeyond(release, situation.target())) {
        return ReleaseVerdict.settled(release, ReleasePhase.SKIPPED);
      }
    }
    var gates = new ArrayList<>(ReleaseGates.of(situation, release, before));
    if (module.switchedOn() && gates.stream().allMatch(Gate::isPassed)) {
      gates.add(packageGate(situation.world(), module, release));
    }
    return ReleaseVerdict.gated(release, phase(gates), gates);
  }

  private static ReleasePhase phase(List<Gate> gates) {
    return gates.stream()
        .flatMap(gate -> refusal(gate).stream())
        .map(Refusal::phase)
        .findFirst()
        .orElse(ReleasePhase.PENDING);
  }

  private static Optional<InstallFailure> refusal(Gate gate) {
    return gate.reason()
        .filter(GateReason.PackageRefused.class::isInstance)
        .map(reason -> ((GateReason.PackageRefused) reason).failure());
  }

  /**
   * A release that was suspended because of its content is asked again as soon as settings or
   * content are others, whatever its other gates say (W-14). Empty when it is accepted now, and
   * waits like any other.
   */
  private static Optional<ReleaseVerdict> whileRefused(
      Situation situation, ModuleProjection module, SourceChoice source, ReleaseObject release) {
    if (!isStillWished(situation, source, release)) {
      return Optional.of(ReleaseVerdict.settled(release, ReleasePhase.SUSPENDED));
    }
    var gate = packageGate(situation.world(), module, release);
    var isSuspended =
        refusal(gate).filter(f -> Refusal.phase(f) == ReleasePhase.SUSPENDED).isPresent();
    return gate.isUnasked() || isSuspended
        ? Optional.of(ReleaseVerdict.gated(release, ReleasePhase.SUSPENDED, List.of(gate)))
        : Optional.empty();
  }

  private static boolean isStillWished(
      Situation situation, SourceChoice source, ReleaseObject release) {
    return isStillMeant(situation, source, release)
        && !isBelowDeployed(situation.line(), source, release);
  }

  /** Neither source nor channel nor another release speaks against it. */
  private static boolean isStillMeant(
      Situation situation, SourceChoice source, ReleaseObject release) {
    return !isFromAnother(source, release)
        && !situation.line().isOvertaken(release, situation.soaking())
        && !situation.line().isPassedOver(release)
        && !isBeyond(release, situation.target());
  }

  /** Somebody made it by hand; whose it is must be told before anything is done with it. */
  private static ReleaseVerdict unlabelled(ReleaseObject release) {
    var phase = release.status().phase();
    return ReleaseVerdict.settled(release, phase.isOpen() ? ReleasePhase.PENDING : phase);
  }

  /** What was left out can still be forced; what was in force is over (DESIGN.md §1). */
  private static boolean wasLeftOut(ReleaseObject release) {
    return release.is(ReleasePhase.SKIPPED) || release.is(ReleasePhase.SUSPENDED);
  }

  private static ReleaseVerdict closed(ReleaseObject release, boolean isForced) {
    var gates =
        isForced && release.is(ReleasePhase.SUPERSEDED)
            ? List.of(Gate.blocked("force", new GateReason.ForcedTooLate()))
            : List.<Gate>of();
    return ReleaseVerdict.gated(release, release.status().phase(), gates);
  }

  private static List<Gate> inForce(
      World world, ModuleProjection module, SourceChoice source, ReleaseObject release) {
    return Stream.concat(
            Reinstallation.gate(world, module, release).stream(),
            Stream.of(DigestChange.gate(world, module, source, release)))
        .toList();
  }

  private static boolean isSuspended(
      Situation situation, ModuleProjection module, SourceChoice source, ReleaseObject release) {
    return RolloutChoice.isSuspended(
        situation.world(), module, source, situation.choice(), release);
  }

  /** Version in the channel of the chosen source, while it can be read. */
  private static Optional<SemVer> target(
      World world, ModuleProjection module, SourceChoice choice) {
    return choice
        .source()
        .flatMap(source -> Following.fresh(world, module, source))
        .flatMap(reading -> reading.image())
        .map(ReleaseImage::version);
  }

  /** The channel was turned back below the release (DESIGN.md §1, Skipped). */
  private static boolean isBeyond(ReleaseObject release, Optional<SemVer> target) {
    return target.filter(t -> t.compareTo(ReleaseLine.version(release)) < 0).isPresent();
  }

  /**
   * What was Deployed does not come back by itself, nor what was left out below it on the way to
   * the channel, so that what a person has forced stays, unless nothing is in force any more. A
   * release that was overtaken while it waited was superseded without a package ever fetched.
   */
  private static boolean mayComeBack(Situation situation, ReleaseObject release) {
    var line = situation.line();
    return release.is(ReleasePhase.SKIPPED)
            && (situation.target().equals(release.spec().version())
                || !isBelowWhatWasDeployed(line, release))
        || release.is(ReleasePhase.SUPERSEDED)
            && (!wasDeployed(line, release) || line.inForce().isEmpty());
  }

  private static boolean wasDeployed(ReleaseLine line, ReleaseObject release) {
    return !release.status().pullDuration().isEmpty()
        || line.inForce().filter(release::equals).isPresent();
  }

  private static boolean isBelowWhatWasDeployed(ReleaseLine line, ReleaseObject release) {
    return line.inForce().isPresent()
        && line.releases().stream()
            .filter(r -> r.is(ReleasePhase.SUPERSEDED) && wasDeployed(line, r))
            .filter(r -> ReleaseLine.isOfSameSource(r, release))
            .anyMatch(r -> ReleaseLine.version(r).compareTo(ReleaseLine.version(release)) > 0);
  }

  /**
   * The channel has come back to a release that was skipped, or its source has been chosen after it
   * was skipped as one of another source. With nothing in force the channel's own version counts.
   */
  private static boolean isOnTheWay(
      Situation situation, SourceChoice choice, ReleaseObject release) {
    var line = situation.line();
    var target = situation.target();
    var version = ReleaseLine.version(release);
    var isAbove =
        line.inForce()
            .map(d -> d.equals(release) || ReleaseLine.version(d).compareTo(version) < 0)
            .orElse(target.equals(Optional.of(version)));
    return isAbove && target.isPresent() && isStillMeant(situation, choice, release);
  }

  private static boolean isFromAnother(SourceChoice choice, ReleaseObject release) {
    return choice.source().filter(source -> !ReleaseLine.isFrom(release, source)).isPresent();
  }

  /** After a switch of source a lower version is what the user asked for. */
  private static boolean isBelowDeployed(
      ReleaseLine line, SourceChoice choice, ReleaseObject release) {
    return line.inForce()
        .filter(d -> choice.source().filter(s -> !ReleaseLine.isFrom(d, s)).isEmpty())
        .filter(d -> ReleaseLine.version(d).compareTo(ReleaseLine.version(release)) > 0)
        .isPresent();
  }

  private static Gate packageGate(World world, ModuleProjection module, ReleaseObject release) {
    var id = Target.of(world, module, release).id();
    return module
        .run()
        .refusalOf(id)
        .map(failure -> Gate.blocked("package", new GateReason.PackageRefused(failure)))
        .orElse(module.run().hasAskedFor(id) ? Gate.passed("package") : Gate.unasked("package"));
  }

  /** The lowest release whose gates are open and whose package is ready takes over. */
  private static List<ReleaseVerdict> deploy(
      World world,
      ModuleProjection module,
      ReleaseLine line,
      List<ReleaseVerdict> verdicts,
      Instant now) {
    var next = next(verdicts);
    if (!module.switchedOn() || !isSettled(world, line, next)) {
      return verdicts;
    }
    if (next.filter(v -> isPrepared(world, module, v.release())).isEmpty()) {
      return isStillComing(next) ? verdicts : restored(line, verdicts, now);
    }
    var deployed = line.deployed();
    return verdicts.stream()
        .map(
            verdict -> {
              if (deployed.filter(verdict.release()::equals).isPresent()) {
                return ReleaseVerdict.settled(verdict.release(), ReleasePhase.SUPERSEDED);
              }
              return next.filter(verdict::equals).isPresent() && deployed.isEmpty()
                  ? ReleaseVerdict.gated(verdict.release(), ReleasePhase.DEPLOYED, verdict.gates())
                  : verdict;
            })
        .toList();
  }

  /** Whether its package may turn out to be ready at any moment. */
  private static boolean isStillComing(Optional<ReleaseVerdict> next) {
    return next.filter(v -> v.gates().stream().noneMatch(gate -> gate.reason().isPresent()))
        .isPresent();
  }

  /**
   * What was superseded for a release that may not be deployed after all, because a window closed,
   * the channel was turned back or a person changed his mind, is in force as before: it still runs.
   */
  private static List<ReleaseVerdict> restored(
      ReleaseLine line, List<ReleaseVerdict> verdicts, Instant now) {
    var restored = line.between().filter(_ -> restorableAt(line).filter(now::isBefore).isEmpty());
    return verdicts.stream()
        .map(
            verdict ->
                restored.filter(verdict.release()::equals).isPresent()
                    ? ReleaseVerdict.settled(verdict.release(), ReleasePhase.DEPLOYED)
                    : verdict)
        .toList();
  }

  /**
   * When what still runs may be in force again. Until then another process, that led before, may
   * have deployed the next release without this one having seen it.
   */
  static Optional<Instant> restorableAt(ReleaseLine line) {
    return line.between()
        .flatMap(release -> release.status().transitionTime())
        .map(superseded -> superseded.plus(RESTORED_AFTER));
  }

  /** Whether no other release may turn out to be Deployed by a write that has not been seen yet. */
  private static boolean isSettled(World world, ReleaseLine line, Optional<ReleaseVerdict> next) {
    return line.releases().stream()
        .filter(release -> next.filter(n -> n.release().equals(release)).isEmpty())
        .map(WriteEffect.RefreshObject::of)
        .noneMatch(
            write ->
                world.effects().isInFlight(write.key())
                    || world.effects().holdOf(write.ref()).isPresent());
  }

  /** The release that may be deployed next, as far as its gates go. */
  static Optional<ReleaseVerdict> next(List<ReleaseVerdict> verdicts) {
    return verdicts.stream()
        .filter(v -> v.phase() == ReleasePhase.PENDING && !v.gates().isEmpty())
        .filter(v -> v.gates().stream().allMatch(g -> g.isPassed() || g.isUnasked()))
        .findFirst();
  }

  /** Releases whose packages are asked for: the next one, then those that were refused. */
  static List<ReleaseVerdict> toPrepare(List<ReleaseVerdict> verdicts) {
    var next = next(verdicts);
    var others =
        verdicts.stream()
            .filter(v -> v.phase().isOpen() || v.phase() == ReleasePhase.SUSPENDED)
            .filter(v -> v.phase() == ReleasePhase.SUSPENDED || isRefused(v))
            .filter(v -> !v.gates().isEmpty() && v.gates().stream().allMatch(g -> mayOpen(g)));
    return Stream.concat(next.stream(), others).toList();
  }

  private static boolean isRefused(ReleaseVerdict verdict) {
    return verdict.gates().stream().anyMatch(gate -> refusal(gate).isPresent());
  }

  /** A refused package is tried again after its pause. */
  private static boolean mayOpen(Gate gate) {
    return gate.isPassed()
        || gate.isUnasked()
        || refusal(gate).filter(Refusal::mayPass).isPresent();
  }

  private static boolean isPrepared(World world, ModuleProjection module, ReleaseObject release) {
    return module.run().preparedAs(Target.of(world, module, release).id()).isPresent();
  }
}
