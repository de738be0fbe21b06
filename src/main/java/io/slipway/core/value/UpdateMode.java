package io.slipway.core.value;

import java.util.Optional;
import java.util.stream.Stream;

/** Mode of an update policy (releases.md 3.3). */
public enum UpdateMode {
  AUTO("Auto"),
  AUTO_PATCH("AutoPatch"),
  MANUAL("Manual"),
  IGNORE("Ignore");

  private final String label;

  UpdateMode(String label) {
    this.label = label;
  }

  /** As manifests spell it. */
  public String label() {
    return label;
  }

  /** Empty for an unknown text. */
  public static Optional<UpdateMode> parse(String text) {
    return Stream.of(values()).filter(mode -> mode.label.equals(text)).findFirst();
  }
}
