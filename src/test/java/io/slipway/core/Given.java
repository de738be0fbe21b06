package io.slipway.core;

import io.slipway.core.value.Digest;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.PolicyObject;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.Soak;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.SourceObject;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import io.slipway.core.value.UpdateWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plain values that many tests share. */
public final class Given {
  /** A Thursday. */
  public static final Instant NOW = Instant.parse("2019-10-17T15:33:00Z");

  public static final ModuleName ECHO = new ModuleName("echo");
  public static final SourceName MAIN = new SourceName("main");
  public static final SourceName OTHER = new SourceName("other");

  /** Resource version of every object that a test does not number itself. */
  public static final long VERSION = 5;

  private Given() {}

  public static ObjectMeta meta(String name) {
    return meta(name, VERSION);
  }

  public static ObjectMeta meta(String name, long version) {
    return new ObjectMeta(name, "uid-" + name, version, 1, Map.of(), Map.of(), List.of(), false);
  }

  public static RegistryAccess access(SourceName source) {
    return new RegistryAccess(false, "registry.example.com/" + source, "secret", "");
  }

  public static SourceObject source(SourceName name) {
    return source(name, SourceObject.Status.EMPTY);
  }

  public static SourceObject source(SourceName name, SourceObject.Status status) {
    return new SourceObject(meta(name.value()), access(name), status);
  }

  public static SemVer version(String text) {
    return SemVer.parse(text).orElseThrow();
  }

  public static Digest digest(int number) {
    return new Digest("sha256:" + String.format("%064x", number));
  }

  public static ReleaseImage image(String version) {
    return new ReleaseImage(
        digest(version.hashCode() & 0xffff), version(version), ModuleDefinition.NONE, "{}");
  }

  public static PolicyObject policy(String name, UpdateMode mode, UpdateWindow... windows) {
    return new PolicyObject(
        meta(name), new UpdatePolicy(name, ReleaseChannel.STABLE, mode, List.of(windows)));
  }

  public static UpdatePolicy defaultPolicy(UpdateMode mode, UpdateWindow... windows) {
    return new UpdatePolicy(
        UpdatePolicy.DEFAULT_NAME, ReleaseChannel.STABLE, mode, List.of(windows));
  }

  /** Every version has to be of this age. */
  public static UpdatePolicy soaking(
      Duration minimalAge, UpdateMode mode, UpdateWindow... windows) {
    return new UpdatePolicy(
        UpdatePolicy.DEFAULT_NAME,
        ReleaseChannel.STABLE,
        mode,
        List.of(windows),
        new Soak(minimalAge, false));
  }

  public static UpdateWindow daily(String from, String to) {
    return new UpdateWindow(Set.of(), LocalTime.parse(from), LocalTime.parse(to));
  }
}
