package io.slipway.core;

import io.slipway.core.decision.Checksums;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.VersionJump;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A release of module {@code echo} from source {@code main}, unless said otherwise. */
public final class GivenRelease {
  private final String version;
  private final Map<String, String> labels = new HashMap<>();
  private final Map<String, String> annotations = new HashMap<>();
  private final Map<String, String> requirements = new TreeMap<>();
  private final Map<String, String> modules = new TreeMap<>();
  private String module = "echo";
  private final List<VersionJump> jumps = new ArrayList<>();
  private Optional<Instant> applyAfter = Optional.empty();
  private ReleaseObject.Status status;
  private Optional<Integer> weight = Optional.empty();
  private boolean deleting;
  private String own = "";
  private Optional<Instant> created = Optional.empty();
  private boolean security;

  private GivenRelease(String version, ReleasePhase phase) {
    this.version = version;
    labels.put(Keys.SOURCE, "main");
    SemVer.parse(version)
        .map(_ -> Checksums.release(Given.image(version).digest()))
        .ifPresent(checksum -> labels.put(Keys.CHECKSUM, checksum));
    labels.put(Keys.UPDATE_POLICY, "deckhouse");
    status = new ReleaseObject.Status(phase, "", Optional.of(Given.NOW), false, 0, "");
  }

  public static GivenRelease deployed(String version) {
    return in(ReleasePhase.DEPLOYED, version).labelled(Keys.STATUS, "deployed");
  }

  public static GivenRelease pending(String version) {
    return in(ReleasePhase.PENDING, version);
  }

  public static GivenRelease in(ReleasePhase phase, String version) {
    return new GivenRelease(version, phase);
  }

  /** As the source side makes the very first one of a module. */
  public GivenRelease first() {
    return annotated(Keys.APPLY_NOW, "true");
  }

  public GivenRelease from(SourceName source) {
    return labelled(Keys.SOURCE, source.value());
  }

  public GivenRelease labelled(String key, String value) {
    labels.put(key, value);
    return this;
  }

  public GivenRelease annotated(String key, String value) {
    annotations.put(key, value);
    return this;
  }

  public GivenRelease requires(String subject, String constraint) {
    requirements.put(subject, constraint);
    return this;
  }

  /** A constraint on another module. */
  public GivenRelease needs(String other, String constraint) {
    modules.put(other, constraint);
    return this;
  }

  public GivenRelease of(String name) {
    module = name;
    return this;
  }

  /** A rule of {@code update.versions}. */
  public GivenRelease jumps(String from, String to) {
    jumps.add(new VersionJump(from, to));
    return this;
  }

  public GivenRelease weighs(int weight) {
    this.weight = Optional.of(weight);
    return this;
  }

  public GivenRelease after(String instant) {
    applyAfter = Optional.of(Instant.parse(instant));
    return this;
  }

  /** When it was made, and so first seen. */
  public GivenRelease seen(String instant) {
    created = Optional.of(Instant.parse(instant));
    return this;
  }

  /** Its changelog names a security fix. */
  public GivenRelease fixingSecurity() {
    security = true;
    return this;
  }

  public GivenRelease saying(String message) {
    status =
        new ReleaseObject.Status(
            status.phase(),
            message,
            status.transitionTime(),
            status.approved(),
            status.sizeBytes(),
            status.pullDuration());
    return this;
  }

  /** As it is told of a package that was prepared. */
  public GivenRelease measured() {
    status =
        new ReleaseObject.Status(
            status.phase(),
            status.message(),
            status.transitionTime(),
            status.approved(),
            1_234,
            "2.050s");
    return this;
  }

  /** Its package was fetched when it became Deployed. */
  public GivenRelease fetchedOnce() {
    status =
        new ReleaseObject.Status(
            status.phase(),
            status.message(),
            status.transitionTime(),
            status.approved(),
            1_234,
            "2.050s");
    return this;
  }

  public GivenRelease deleting() {
    deleting = true;
    return this;
  }

  /** Made by hand, under a name of its own. */
  public GivenRelease named(String name) {
    own = name;
    return this;
  }

  public String name() {
    return own.isEmpty() ? module + "-v" + version : own;
  }

  public ReleaseObject build() {
    labels.putIfAbsent(Keys.MODULE, module);
    var meta =
        new ObjectMeta(
            name(),
            "uid-" + version,
            Given.VERSION,
            1,
            labels,
            annotations,
            List.of(),
            deleting,
            created);
    var definition = new ModuleDefinition(weight, "", requirements, modules, jumps);
    return new ReleaseObject(
        meta,
        new ReleaseObject.Spec(
            module, SemVer.parse(version), definition, applyAfter, "{}", security),
        status);
  }
}
