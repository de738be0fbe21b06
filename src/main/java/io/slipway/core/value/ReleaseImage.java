package io.slipway.core.value;

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
 */
public record ReleaseImage(
    Digest digest,
    SemVer version,
    ModuleDefinition definition,
    String changelogJson,
    Rollout rollout) {
  /** An image that says nothing of its rollout. */
  public ReleaseImage(
      Digest digest, SemVer version, ModuleDefinition definition, String changelogJson) {
    this(digest, version, definition, changelogJson, Rollout.NONE);
  }
}
