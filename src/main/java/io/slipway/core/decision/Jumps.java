package io.slipway.core.decision;

import io.slipway.core.value.Keys;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.VersionJump;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules by which a release is reached over several minors at once (releases.md 2.7, REL-24). */
final class Jumps {
  /** The rules that one version brings along. */
  record Rules(SemVer version, List<VersionJump> jumps) {
    static Rules of(SemVer version, ModuleDefinition definition) {
      return new Rules(version, definition.jumps());
    }

    boolean lead(SemVer from) {
      return jumps.stream().anyMatch(jump -> jump.leads(from, version));
    }
  }

  private Jumps() {}

  /**
   * The release that the one in force jumps to: the newest of the highest line that a rule leads
   * to. A rule counts on a release of that very line only; what will not be deployed neither jumps
   * nor keeps another one from it (W-8). One that is not old enough gives way to an older one of
   * its line, which may be deployed before.
   *
   * @param soaking releases that are not old enough
   */
  static Optional<ReleaseObject> endpoint(ReleaseLine line, Set<String> soaking) {
    var ends = line.inForce().map(from -> ends(line, from)).orElse(List.of());
    var newest = ends.stream().reduce((lower, higher) -> higher);
    var highest = ends.stream().filter(end -> newest.filter(n -> isSameLine(n, end)).isPresent());
    var candidates = highest.toList();
    return candidates.stream()
        .filter(end -> !soaking.contains(end.name()))
        .reduce((lower, higher) -> higher)
        .or(() -> candidates.stream().findFirst());
  }

  private static boolean isSameLine(ReleaseObject one, ReleaseObject other) {
    return ReleaseLine.version(one).sameMinor(ReleaseLine.version(other));
  }

  /** Releases that a rule leads to, ascending. */
  private static List<ReleaseObject> ends(ReleaseLine line, ReleaseObject from) {
    var source = from.meta().label(Keys.SOURCE);
    var start = ReleaseLine.version(from);
    var above =
        line.open().stream()
            .filter(release -> release.meta().label(Keys.SOURCE).equals(source))
            .filter(release -> ReleaseLine.version(release).compareTo(start) > 0)
            .toList();
    return above.stream()
        .filter(release -> above.stream().anyMatch(other -> bothLead(other, release, start)))
        .toList();
  }

  private static boolean bothLead(ReleaseObject constrained, ReleaseObject release, SemVer from) {
    return isSameLine(constrained, release) && rules(constrained).lead(from);
  }

  static Rules rules(ReleaseObject release) {
    return Rules.of(ReleaseLine.version(release), release.spec().definition());
  }

  /** Whether what lies between two versions may be missing, because it is jumped over. */
  static boolean bridge(List<Rules> rules, SemVer from, SemVer to) {
    return rules.stream().anyMatch(r -> r.version().compareTo(to) >= 0 && r.lead(from));
  }

  /** The first rule that cannot be read; it leads nowhere. */
  static Optional<VersionJump> unreadable(ModuleDefinition definition) {
    return definition.jumps().stream().filter(jump -> jump.unreadable().isPresent()).findFirst();
  }
}
