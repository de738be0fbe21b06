package io.slipway.core.value;

import java.util.Optional;
import java.util.stream.Stream;

/** Release channel of an update policy, and the tag that holds its release image (REG-3). */
public enum ReleaseChannel {
  ALPHA("Alpha", "alpha"),
  BETA("Beta", "beta"),
  EARLY_ACCESS("EarlyAccess", "early-access"),
  STABLE("Stable", "stable"),
  ROCK_SOLID("RockSolid", "rock-solid"),
  LTS("LTS", "lts");

  private final String label;
  private final String tag;

  ReleaseChannel(String label, String tag) {
    this.label = label;
    this.tag = tag;
  }

  /** Empty for an unknown name; case does not matter ({@code Lts} and {@code LTS} are one). */
  public static Optional<ReleaseChannel> parse(String text) {
    return Stream.of(values()).filter(channel -> channel.label.equalsIgnoreCase(text)).findFirst();
  }

  /** As manifests and {@code properties.releaseChannel} spell it. */
  public String label() {
    return label;
  }

  /** Tag of the release repository. */
  public String tag() {
    return tag;
  }
}
