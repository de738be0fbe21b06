package io.slipway.core.decision;

import io.slipway.core.value.Digest;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.VersionJump;
import java.util.Optional;

/** What is wrong with the version in the channel, or the way to it (REL-25). */
public sealed interface WayProblem {
  record PreRelease(SemVer version) implements WayProblem {}

  /** The channel has another image of the version that is deployed, which is not installed. */
  record DigestChanged(SemVer version, Digest digest) implements WayProblem {}

  /** The published versions cannot be listed. */
  record VersionsUnreadable(RegistryFailure failure) implements WayProblem {}

  /** The release image of a version on the way cannot be read. */
  record ReleaseUnreadable(RegistryFailure failure) implements WayProblem {}

  /** A minor between two versions is not published (REL-24). */
  record Gap(SemVer from, SemVer to) implements WayProblem {}

  /** The version in the channel has no tag of its own, so that it cannot be fetched (REL-23). */
  record NotPublished(SemVer version) implements WayProblem {}

  /**
   * A rule of the version in the channel cannot be read (REL-24).
   *
   * @param gap that it might have led over
   */
  record JumpUnreadable(Optional<Gap> gap, VersionJump jump) implements WayProblem {}
}
