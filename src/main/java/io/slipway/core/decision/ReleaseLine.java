package io.slipway.core.decision;

import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceName;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The releases of one module that are not being deleted, in ascending order of version (releases.md
 * 2.5).
 *
 * @param inForce the Deployed release; while one takes over from another none is Deployed for a
 *     moment, and then it is the superseded one that is still installed: gates are measured against
 *     it, so that what has been let through is not held up halfway
 */
public record ReleaseLine(List<ReleaseObject> releases, Optional<ReleaseObject> inForce) {
  private static final Set<ReleasePhase> CLOSED =
      EnumSet.of(ReleasePhase.SUPERSEDED, ReleasePhase.SUSPENDED, ReleasePhase.SKIPPED);

  private static final int CLOSED_KEPT = 3;

  static ReleaseLine of(ModuleProjection module) {
    var releases =
        module.releases().values().stream()
            .filter(release -> !release.meta().deleting())
            .filter(release -> release.spec().version().isPresent())
            .sorted(Comparator.comparing(ReleaseLine::version).thenComparing(ReleaseObject::name))
            .toList();
    return new ReleaseLine(releases, deployed(releases).or(() -> installed(module, releases)));
  }

  private static Optional<ReleaseObject> deployed(List<ReleaseObject> releases) {
    return releases.stream()
        .filter(release -> release.is(ReleasePhase.DEPLOYED))
        .reduce((lower, higher) -> higher);
  }

  private static Optional<ReleaseObject> installed(
      ModuleProjection module, List<ReleaseObject> releases) {
    var version =
        module
            .run()
            .installed()
            .or(() -> module.run().helm().flatMap(HelmRecord::id))
            .map(InstallationId::version);
    return releases.stream()
        .filter(release -> release.is(ReleasePhase.SUPERSEDED))
        .filter(release -> release.spec().version().equals(version))
        .findFirst();
  }

  static SemVer version(ReleaseObject release) {
    return release.spec().version().orElse(SemVer.of(0, 0, 0));
  }

  static boolean isFrom(ReleaseObject release, SourceName source) {
    return release.meta().label(Keys.SOURCE).equals(source.value());
  }

  /** Who switches the source asks for its version, wherever it stands in the line. */
  static boolean isOfSameSource(ReleaseObject one, ReleaseObject other) {
    return one.meta().label(Keys.SOURCE).equals(other.meta().label(Keys.SOURCE));
  }

  /** The release in force: the highest of those in phase Deployed. */
  public Optional<ReleaseObject> deployed() {
    return deployed(releases);
  }

  /** What still runs while none is Deployed. */
  Optional<ReleaseObject> between() {
    return deployed().isEmpty() ? inForce : Optional.empty();
  }

  List<ReleaseObject> open() {
    return releases.stream().filter(release -> release.status().phase().isOpen()).toList();
  }

  /** Those that are open, or suspended until settings or content are others. */
  List<ReleaseObject> waiting() {
    return releases.stream()
        .filter(release -> release.status().phase().isOpen() || Refusal.isShown(release))
        .toList();
  }

  /**
   * Closed releases beyond the three newest of each source, once another one is Deployed (releases
   * T18, section 6.6).
   */
  List<ReleaseObject> outdated() {
    if (deployed().isEmpty()) {
      return List.of();
    }
    var bySource =
        releases.reversed().stream()
            .filter(release -> CLOSED.contains(release.status().phase()))
            .filter(release -> inForce.filter(release::equals).isEmpty())
            .collect(Collectors.groupingBy(release -> release.meta().label(Keys.SOURCE)));
    return bySource.values().stream().flatMap(line -> line.stream().skip(CLOSED_KEPT)).toList();
  }

  /** Whether a human asked for it against all gates (releases.md 2.11). */
  static boolean isForced(ReleaseObject release) {
    return release.meta().isMarked(Keys.FORCE) || release.meta().isMarked(Keys.FORCE_OLD);
  }

  /** A higher open release is forced, so this one will not be installed (C3). */
  boolean isPassedOver(ReleaseObject release) {
    return open().stream()
        .filter(ReleaseLine::isForced)
        .anyMatch(forced -> version(forced).compareTo(version(release)) > 0);
  }

  /**
   * Nearest lower release that is Pending or Deployed (2.6).
   *
   * @param soaking releases that are not old enough: another one of their line stands for them
   */
  Optional<ReleaseObject> previousOf(ReleaseObject release, Set<String> soaking) {
    var below =
        releases.stream()
            .filter(r -> version(r).compareTo(version(release)) < 0)
            .filter(r -> r.status().phase().isOpen() || inForce.filter(r::equals).isPresent())
            .toList();
    return below.stream()
        .filter(r -> !soaking.contains(r.name()) || isLowestOfLine(r, below))
        .reduce((lower, higher) -> higher);
  }

  private static boolean isLowestOfLine(ReleaseObject release, List<ReleaseObject> others) {
    return others.stream()
        .filter(other -> version(other).sameMinor(version(release)))
        .noneMatch(other -> version(other).compareTo(version(release)) < 0);
  }

  /**
   * Whether a newer patch of the same minor is open or deployed (C9; DESIGN.md: Superseded).
   *
   * @param soaking releases that are not old enough: who waits longer than them must not have
   *     waited in vain, so they overtake nothing yet
   */
  boolean isOvertaken(ReleaseObject release, Set<String> soaking) {
    return releases.stream()
        .filter(r -> r.status().phase().isOpen() || r.is(ReleasePhase.DEPLOYED))
        .filter(r -> !soaking.contains(r.name()))
        .filter(r -> isOfSameSource(r, release))
        .anyMatch(
            r ->
                version(r).sameMinor(version(release))
                    && version(r).compareTo(version(release)) > 0);
  }

  /**
   * Whether it is deployed at once. A first release that was overtaken before it was deployed
   * leaves that to the patch that came in its place (W-34).
   */
  boolean isImmediate(ReleaseObject release) {
    return release.meta().isMarked(Keys.APPLY_NOW)
        || inForce.isEmpty()
            && releases.stream()
                .filter(r -> r.is(ReleasePhase.SUPERSEDED) || r.status().phase().isOpen())
                .filter(r -> r.meta().isMarked(Keys.APPLY_NOW))
                .filter(r -> version(r).sameMinor(version(release)))
                .filter(r -> isOfSameSource(r, release))
                .anyMatch(r -> version(r).compareTo(version(release)) < 0);
  }

  /** A higher patch of the same minor than both the previous and the deployed one (2.6 C7). */
  boolean isPatch(ReleaseObject release) {
    var previous = previousOf(release, Set.of());
    return previous.filter(p -> !version(p).sameMinor(version(release))).isEmpty()
        && inForce.filter(d -> !version(d).sameMinor(version(release))).isEmpty();
  }
}
