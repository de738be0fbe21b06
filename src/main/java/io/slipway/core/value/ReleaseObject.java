package io.slipway.core.value;

import java.time.Instant;
import java.util.List;
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

  /**
   * What the object shows.
   *
   * @param standing the same in the form that generic tools wait for
   */
  public record Status(
      ReleasePhase phase,
      String message,
      Optional<Instant> transitionTime,
      boolean approved,
      long sizeBytes,
      String pullDuration,
      Standing standing) {
    public static final Status EMPTY =
        new Status(ReleasePhase.NONE, "", Optional.empty(), false, 0, "");

    /** A status without conditions. */
    public Status(
        ReleasePhase phase,
        String message,
        Optional<Instant> transitionTime,
        boolean approved,
        long sizeBytes,
        String pullDuration) {
      this(phase, message, transitionTime, approved, sizeBytes, pullDuration, Standing.NONE);
    }

    /** Whether both say the same apart from the time. */
    public boolean saysSame(Status other) {
      return phase == other.phase
          && message.equals(other.message)
          && approved == other.approved
          && sizeBytes == other.sizeBytes
          && pullDuration.equals(other.pullDuration)
          && standing.equals(other.standing);
    }

    public Status with(Standing now) {
      return new Status(phase, message, transitionTime, approved, sizeBytes, pullDuration, now);
    }
  }

  /**
   * What kstatus reads.
   *
   * @param observedGeneration of the object that the conditions speak of; 0 when absent
   */
  public record Standing(long observedGeneration, List<Condition> conditions) {
    public static final Standing NONE = new Standing(0, List.of());

    public Standing {
      conditions = List.copyOf(conditions);
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
