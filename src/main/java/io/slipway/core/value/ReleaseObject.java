package io.slipway.core.value;

import java.time.Instant;
import java.util.Optional;

/** A ModuleRelease as observed. */
public record ReleaseObject(ObjectMeta meta, Spec spec, Status status) {
  /**
   * @param version empty when the text in the object is not a semantic version
   * @param changelogJson canonical JSON, {@code {}} when absent
   * @param security whether the changelog names a security fix
   */
  public record Spec(
      String moduleName,
      Optional<SemVer> version,
      ModuleDefinition definition,
      Optional<Instant> applyAfter,
      String changelogJson,
      boolean security) {
    /** Of a release whose changelog nobody has looked into. */
    public Spec(
        String moduleName,
        Optional<SemVer> version,
        ModuleDefinition definition,
        Optional<Instant> applyAfter,
        String changelogJson) {
      this(moduleName, version, definition, applyAfter, changelogJson, false);
    }
  }

  /** What the object shows. */
  public record Status(
      ReleasePhase phase,
      String message,
      Optional<Instant> transitionTime,
      boolean approved,
      long sizeBytes,
      String pullDuration) {
    public static final Status EMPTY =
        new Status(ReleasePhase.NONE, "", Optional.empty(), false, 0, "");

    /** Whether both say the same apart from the time. */
    public boolean saysSame(Status other) {
      return phase == other.phase
          && message.equals(other.message)
          && approved == other.approved
          && sizeBytes == other.sizeBytes
          && pullDuration.equals(other.pullDuration);
    }
  }

  public String name() {
    return meta.name();
  }

  public boolean is(ReleasePhase phase) {
    return status.phase == phase;
  }

  /** Name of the release of a version (REL-40). */
  public static String nameOf(ModuleName module, SemVer version) {
    return module + "-" + version.tag();
  }
}
