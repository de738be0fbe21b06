package io.slipway.sim;

import io.slipway.core.value.Keys;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import io.slipway.sim.Bar.Kind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of releases.md 2.6 to 2.9 once more, in other words than core's: whether a release that
 * waits may be deployed, and if not, what it waits for first.
 */
final class Judge {
  /** Beside those that wait: overtaken, or suspended until the settings were others. */
  private static final Set<ReleasePhase> MAY_BE_FIRST =
      EnumSet.of(ReleasePhase.SUPERSEDED, ReleasePhase.SUSPENDED);

  private final Facts facts;
  private final Shelf shelf;
  private final NeighbourJudge neighbours;

  /**
   * @param offers what authors have published
   */
  Judge(Facts facts, Offers offers, ModuleName module) {
    this.facts = facts;
    this.shelf = offers.shelf(module);
    this.neighbours = new NeighbourJudge(facts, offers, module);
  }

  /** Empty when it may be deployed. */
  Optional<Bar> bar(ReleaseObject release) {
    if (facts.policy().isEmpty()) {
      return Optional.of(Bar.of(Kind.POLICY, "Update policy " + facts.policyName() + " not found"));
    }
    if (isForced(release)) {
      return Optional.empty();
    }
    var policy = facts.policy().get();
    return ignored(policy, release)
        .or(() -> sequence(policy, release))
        .or(() -> readiness(release))
        .or(() -> requirement(release))
        .or(() -> time(policy, release));
  }

  static boolean isForced(ReleaseObject release) {
    return release.meta().isMarked(Keys.FORCE) || release.meta().isMarked(Keys.FORCE_OLD);
  }

  /** Asked for, or a first installation, or what runs already. */
  private boolean isAtOnce(ReleaseObject release) {
    return isFirst(release)
        || release.meta().isMarked(Keys.APPLY_NOW)
        || facts.inForce().isEmpty() && facts.runs().equals(release.spec().version());
  }

  /** Also one that came in between, of the line that was to be installed first. */
  private boolean isFirst(ReleaseObject release) {
    return facts.inForce().isEmpty()
        && facts.releases().stream()
            .filter(r -> MAY_BE_FIRST.contains(r.status().phase()) || r.status().phase().isOpen())
            .filter(r -> r.meta().isMarked(Keys.APPLY_NOW) && areOfOneSource(r, release))
            .filter(r -> isOfLine(r, Facts.version(release)))
            .anyMatch(r -> !isBelow(release, r));
  }

  private Optional<Bar> ignored(UpdatePolicy policy, ReleaseObject release) {
    return policy.mode() == UpdateMode.IGNORE && !isFirst(release)
        ? Optional.of(Bar.of(Kind.POLICY, "Update disabled by 'Ignore' update policy"))
        : Optional.empty();
  }

  private Optional<Bar> sequence(UpdatePolicy policy, ReleaseObject release) {
    var end = jumpEnd();
    if (end.filter(release::equals).isPresent() || isPatch(release)) {
      return Optional.empty();
    }
    var isJumpedOver =
        !isAtOnce(release)
            && !asksSomebody(policy, release)
            && end.filter(e -> isBelow(release, e) && areOfOneSource(release, e)).isPresent();
    return isJumpedOver
        ? end.map(Judge::awaiting)
        : inTheWay(release)
            .filter(previous -> areOfOneSource(previous, release))
            .flatMap(previous -> behind(policy, previous, release));
  }

  /** Younger than what replaces something has to be. */
  private boolean isYoung(ReleaseObject release) {
    return facts
        .policy()
        .filter(_ -> facts.inForce().isPresent() && !isForced(release))
        .filter(_ -> !release.meta().isMarked(Keys.APPLY_NOW))
        .flatMap(policy -> Delays.age(policy, release))
        .filter(facts.now()::isBefore)
        .isPresent();
  }

  /**
   * Of the highest line to which a rule leads from what is in force: the highest release that is
   * old enough, or else the lowest.
   */
  private Optional<ReleaseObject> jumpEnd() {
    var ends =
        facts.inForce().stream()
            .flatMap(
                from ->
                    facts.releases().stream()
                        .filter(release -> release.status().phase().isOpen())
                        .filter(release -> areOfOneSource(from, release))
                        .filter(r -> shelf.leads(Facts.version(from), Facts.version(r))))
            .toList();
    var line = ends.stream().filter(end -> isOfLine(end, Facts.version(ends.getLast()))).toList();
    return line.reversed().stream()
        .filter(end -> !isYoung(end))
        .findFirst()
        .or(() -> line.stream().findFirst());
  }

  private Optional<ReleaseObject> previous(ReleaseObject release) {
    return below(release).reduce((lower, higher) -> higher);
  }

  private Stream<ReleaseObject> below(ReleaseObject release) {
    return facts.releases().stream()
        .filter(other -> isBelow(other, release))
        .filter(
            other ->
                other.status().phase().isOpen()
                    || facts.inForce().filter(other::equals).isPresent());
  }

  /**
   * A young patch does not stand in the way of the next line when an older one of its line does.
   */
  private Optional<ReleaseObject> inTheWay(ReleaseObject release) {
    return below(release)
        .filter(
            other ->
                !isYoung(other)
                    || below(release)
                        .noneMatch(r -> isBelow(r, other) && isOfLine(r, Facts.version(other))))
        .reduce((lower, higher) -> higher);
  }

  private Optional<Bar> behind(UpdatePolicy policy, ReleaseObject previous, ReleaseObject release) {
    if (previous.status().phase().isOpen()) {
      return bar(previous)
          .filter(bar -> bar.words().startsWith("awaiting for"))
          .map(bar -> Bar.of(Kind.SEQUENCE, bar.words()))
          .or(() -> Optional.of(awaiting(previous)));
    }
    var from = Facts.version(previous);
    var to = Facts.version(release);
    if (to.major() > from.major() && !(from.major() == 0 && to.major() == 1)) {
      return Optional.of(Bar.of(Kind.SEQUENCE, "major version is greater than deployed " + from));
    }
    var isGap = to.major() == from.major() && to.minor() - from.minor() > 1;
    return isGap && policy.channel() != ReleaseChannel.LTS
        ? Optional.of(
            Bar.of(Kind.SEQUENCE, "minor version is greater than deployed " + from + " by one"))
        : Optional.empty();
  }

  private static Bar awaiting(ReleaseObject release) {
    return Bar.of(
        Kind.SEQUENCE, "awaiting for v" + Facts.version(release) + " release to be deployed");
  }

  private Optional<Bar> readiness(ReleaseObject release) {
    return facts
        .inForce()
        .filter(from -> areOfOneSource(from, release) && !isPatch(release))
        .map(Facts::version)
        .filter(version -> !facts.hasRun().test(version))
        .map(v -> Bar.of(Kind.READINESS, "awaiting for module v" + v + " to be ready"));
  }

  private Optional<Bar> requirement(ReleaseObject release) {
    return shelf
        .demand(Facts.version(release))
        .flatMap(demand -> demand instanceof Demand.OfSurroundings s ? unmet(s) : Optional.empty())
        .or(() -> neighbours.bar(Facts.version(release)));
  }

  private Optional<Bar> unmet(Demand.OfSurroundings demand) {
    return demand.isMetBy(facts)
        ? Optional.empty()
        : Optional.of(
            Bar.of(
                Kind.REQUIREMENT,
                "requirements are not satisfied: current "
                    + demand.subject()
                    + " version is not suitable: "));
  }

  /** What a person has to do comes first; then all that delays it is told at once. */
  private Optional<Bar> time(UpdatePolicy policy, ReleaseObject release) {
    if (isAtOnce(release)) {
      return Optional.empty();
    }
    var isPatch = facts.inForce().isPresent() && isPatch(release);
    var asks =
        policy.mode() == UpdateMode.MANUAL || policy.mode() == UpdateMode.AUTO_PATCH && !isPatch;
    if (asks && !isApproved(release)) {
      return Optional.of(unapproved());
    }
    var age = isYoung(release) ? Delays.age(policy, release) : Optional.<Instant>empty();
    var own =
        release.spec().applyAfter().filter(_ -> isPatch || policy.mode() != UpdateMode.MANUAL);
    var delays = new Delays(facts.now()).until(Kind.AGE, age).until(Kind.TIME, own);
    return (asks ? delays : delays.window(policy)).bar();
  }

  private static Bar unapproved() {
    return Bar.of(
        Kind.APPROVAL, "Waiting for the 'modules.deckhouse.io/approved: \"true\"' annotation");
  }

  private boolean asksSomebody(UpdatePolicy policy, ReleaseObject release) {
    return policy.mode() == UpdateMode.MANUAL
        || policy.mode() == UpdateMode.AUTO_PATCH && !isPatch(release);
  }

  private static boolean isApproved(ReleaseObject release) {
    var annotations = release.meta().annotations();
    return "true".equals(annotations.get(Keys.APPROVED))
        || "true".equals(annotations.get(Keys.APPROVED_OLD));
  }

  /** Of the same line as what is below it and what is in force. */
  private boolean isPatch(ReleaseObject release) {
    var version = Facts.version(release);
    return previous(release).filter(r -> !isOfLine(r, version)).isEmpty()
        && facts.inForce().filter(r -> !isOfLine(r, version)).isEmpty();
  }

  private static boolean isOfLine(ReleaseObject release, SemVer version) {
    var other = Facts.version(release);
    return other.major() == version.major() && other.minor() == version.minor();
  }

  private static boolean isBelow(ReleaseObject low, ReleaseObject high) {
    return Facts.version(low).compareTo(Facts.version(high)) < 0;
  }

  private static boolean areOfOneSource(ReleaseObject one, ReleaseObject other) {
    return one.meta().label(Keys.SOURCE).equals(other.meta().label(Keys.SOURCE));
  }
}
