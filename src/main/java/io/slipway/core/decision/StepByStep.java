package io.slipway.core.decision;

import io.slipway.core.value.SemVer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which versions lie on the way from what is in force to the version in the channel: of each minor
 * its newest patch (sources.md 3.9, REL-20 to REL-25).
 */
final class StepByStep {
  private StepByStep() {}

  /** The patch never matters; the minor test is applied even across majors (REL-20). */
  static boolean isSequential(SemVer from, SemVer to) {
    return from.major() + 1 >= to.major() && from.minor() + 1 >= to.minor();
  }

  static boolean areSequential(List<SemVer> ascending) {
    return firstGap(ascending, List.of()).isEmpty();
  }

  /**
   * @param known versions that have a release, ascending, from the one in force on
   * @param published every version of which an image exists
   * @return versions that need a release, ascending
   */
  static List<SemVer> wanted(List<SemVer> known, List<SemVer> published, SemVer target) {
    var start = start(known);
    var newestOfMinor = new TreeMap<SemVer, SemVer>();
    for (var version : published) {
      if (version.compareTo(start) > 0 && isNotBeyond(version, target)) {
        var minor = SemVer.of(version.major(), version.minor(), 0);
        newestOfMinor.merge(minor, version, (a, b) -> a.compareTo(b) > 0 ? a : b);
      }
    }
    return newestOfMinor.values().stream()
        .map(version -> version.compareTo(target) > 0 ? target : version)
        .toList();
  }

  private static boolean isNotBeyond(SemVer version, SemVer target) {
    return version.major() < target.major()
        || (version.major() == target.major() && version.minor() <= target.minor());
  }

  /** The first step that leaves a minor out and is no jump (REL-24). */
  static Optional<WayProblem.Gap> gap(
      List<SemVer> known, List<SemVer> wanted, List<Jumps.Rules> rules) {
    var steps = new ArrayList<SemVer>();
    steps.add(start(known));
    steps.addAll(wanted);
    return firstGap(steps, rules).map(at -> new WayProblem.Gap(steps.get(at), steps.get(at + 1)));
  }

  private static SemVer start(List<SemVer> known) {
    return areSequential(known) ? known.getLast() : known.getFirst();
  }

  private static Optional<Integer> firstGap(List<SemVer> ascending, List<Jumps.Rules> rules) {
    for (var i = 0; i + 1 < ascending.size(); i++) {
      var from = ascending.get(i);
      var to = ascending.get(i + 1);
      if (!isSequential(from, to) && !Jumps.bridge(rules, from, to)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }
}
