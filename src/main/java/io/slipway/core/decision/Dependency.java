package io.slipway.core.decision;

import io.slipway.core.value.ModuleName;
import io.slipway.core.value.SemVer;

/** Why a release and the other modules do not go together (releases.md 4.3). */
public sealed interface Dependency {
  /** Nothing of the module is in force, or it is disabled. */
  record NotDeployed(ModuleName module) implements Dependency {}

  /**
   * @param constraint that the version in force does not satisfy
   */
  record VersionUnmet(ModuleName module, SemVer version, String constraint) implements Dependency {}

  /**
   * Another module asks for another version than this release has.
   *
   * @param release name of the release that would break it
   */
  record DependentBroken(ModuleName dependent, String release, SemVer version, String constraint)
      implements Dependency {}
}
