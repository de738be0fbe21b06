package io.slipway.core.value;

import java.time.Instant;
import java.util.Optional;

/**
 * What a release image says about one version (sources.md 2.12).
 *
 * @param digest of the resolved image's manifest (REG-13)
 * @param version from {@code version.json}
 * @param definition from {@code module.yaml}, or from key {@code module} of {@code version.json},
 *     or {@link ModuleDefinition#NONE}
 * @param changelogJson the changelog as canonical JSON (an object); {@code {}} when there is none
 *     or it cannot be read
 * @param rollout how the version is to be rolled out
 * @param created when the image was built, as it says itself; empty when it does not say
 */
public record ReleaseImage(
    Digest digest,
    SemVer version,
    ModuleDefinition definition,
    String changelogJson,
    Rollout rollout,
    Optional<Instant> created) {
  /** An image that does not say when it was built. */
  public ReleaseImage(
      Digest digest,
      SemVer version,
      ModuleDefinition definition,
      String changelogJson,
      Rollout rollout) {
    this(digest, version, definition, changelogJson, rollout, Optional.empty());
  }

  /** An image that says nothing of its rollout. */
  public ReleaseImage(
      Digest digest, SemVer version, ModuleDefinition definition, String changelogJson) {
    this(digest, version, definition, changelogJson, Rollout.NONE);
  }

  /** The same image, of which is known when it was built. */
  public ReleaseImage createdAt(Optional<Instant> time) {
    return new ReleaseImage(digest, version, definition, changelogJson, rollout, time);
  }
}
