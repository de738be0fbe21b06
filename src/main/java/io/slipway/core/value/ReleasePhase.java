package io.slipway.core.value;

import java.util.stream.Stream;

/** Phase of a ModuleRelease (releases.md 1.8). */
public enum ReleasePhase {
  /** Just created, not seen yet. */
  NONE(""),
  PENDING("Pending"),
  DEPLOYED("Deployed"),
  SUPERSEDED("Superseded"),
  SKIPPED("Skipped"),
  SUSPENDED("Suspended"),
  TERMINATING("Terminating");

  private final String label;

  ReleasePhase(String label) {
    this.label = label;
  }

  /** As {@code status.phase} spells it. */
  public String label() {
    return label;
  }

  /** An unknown text counts as not seen yet, so the object is looked at afresh. */
  public static ReleasePhase parse(String text) {
    return Stream.of(values()).filter(p -> p.label.equals(text)).findFirst().orElse(NONE);
  }

  /** Whether a release in this phase may still be deployed. */
  public boolean isOpen() {
    return this == NONE || this == PENDING;
  }
}
