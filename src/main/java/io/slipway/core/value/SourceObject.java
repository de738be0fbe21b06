package io.slipway.core.value;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A ModuleSource as observed. */
public record SourceObject(ObjectMeta meta, RegistryAccess access, Status status) {
  /**
   * What the object shows.
   *
   * @param syncTime of the last scan
   */
  public record Status(
      String phase, Optional<Instant> syncTime, String message, List<Entry> modules) {
    public static final Status EMPTY = new Status("", Optional.empty(), "", List.of());

    public Status {
      modules = List.copyOf(modules);
    }

    /** Whether both say the same apart from the time. */
    public boolean saysSame(Status other) {
      return phase.equals(other.phase)
          && message.equals(other.message)
          && modules.equals(other.modules);
    }
  }

  /**
   * One entry of {@code status.modules}; empty texts mean absent.
   *
   * @param policy name of the applied policy, empty for the default one
   * @param checksum digest of the channel's release image
   * @param version in the channel, with {@code v}
   */
  public record Entry(
      String name, String policy, String checksum, String version, String pullError) {}

  public SourceName name() {
    return new SourceName(meta.name());
  }

  /** Whether it is being deleted and nothing that is deployed holds it back any more (DEL-4). */
  public boolean isLeaving() {
    return meta.deleting() && !meta.bears(Keys.RELEASE_EXISTS);
  }
}
