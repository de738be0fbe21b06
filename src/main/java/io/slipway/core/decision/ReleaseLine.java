package io.slipway.core.decision;

import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The releases of one module that are not being deleted, in ascending order of version (releases.md
 * 2.5).
 */
public record ReleaseLine(List<ReleaseObject> releases) {
  static ReleaseLine of(ModuleProjection module) {
    return new ReleaseLine(
        module.releases().values().stream()
            .filter(release -> !release.meta().deleting())
            .filter(release -> release.spec().version().isPresent())
            .sorted(Comparator.comparing(ReleaseLine::version).thenComparing(ReleaseObject::name))
            .toList());
  }

  static SemVer version(ReleaseObject release) {
    return release.spec().version().orElse(SemVer.of(0, 0, 0));
  }

  static boolean isFrom(ReleaseObject release, SourceName source) {
    return release.meta().label(Keys.SOURCE).equals(source.value());
  }

  /** The release in force: the highest of those in phase Deployed. */
  public Optional<ReleaseObject> deployed() {
    return releases.stream()
        .filter(release -> release.is(ReleasePhase.DEPLOYED))
        .reduce((lower, higher) -> higher);
  }

  List<ReleaseObject> open() {
    return releases.stream().filter(release -> release.status().phase().isOpen()).toList();
  }

  /** Nearest lower release that is Pending or Deployed (2.6). */
  Optional<ReleaseObject> previousOf(ReleaseObject release) {
    return releases.stream()
        .filter(r -> version(r).compareTo(version(release)) < 0)
        .filter(r -> r.status().phase().isOpen() || r.is(ReleasePhase.DEPLOYED))
        .reduce((lower, higher) -> higher);
  }

  /** Whether a newer patch of the same minor is open or deployed (C9; DESIGN.md: Superseded). */
  boolean isOvertaken(ReleaseObject release) {
    return releases.stream()
        .filter(r -> r.status().phase().isOpen() || r.is(ReleasePhase.DEPLOYED))
        .filter(r -> r.meta().label(Keys.SOURCE).equals(release.meta().label(Keys.SOURCE)))
        .anyMatch(
            r ->
                version(r).sameMinor(version(release))
                    && version(r).compareTo(version(release)) > 0);
  }

  /** A higher patch of the same minor than both the previous and the deployed one (2.6 C7). */
  boolean isPatch(ReleaseObject release) {
    var previous = previousOf(release);
    return previous.filter(p -> !version(p).sameMinor(version(release))).isEmpty()
        && deployed().filter(d -> !version(d).sameMinor(version(release))).isEmpty();
  }
}
