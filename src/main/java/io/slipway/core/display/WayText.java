package io.slipway.core.display;

import io.slipway.core.decision.WayProblem;
import io.slipway.core.value.VersionJump;

/** What keeps releases from being made, as {@code pullError} of a module (sources.md 2.11). */
final class WayText {
  private static final String STEP = "ensure releases: step by step update failed: ";

  private WayText() {}

  static String of(WayProblem problem) {
    return switch (problem) {
      case WayProblem.PreRelease(var version) ->
          "pre-release versions are not supported: " + version;
      case WayProblem.VersionsUnreadable(var failure) -> failure.text();
      case WayProblem.ReleaseUnreadable(var failure) ->
          STEP + failure.text() + ", module is corrupted";
      case WayProblem.Gap gap -> STEP + of(gap);
      case WayProblem.JumpUnreadable(var gap, var jump) ->
          STEP
              + gap.map(g -> "from-to check from target module: " + of(g))
                  .orElse("from-to check from ensured module: not sequential version")
              + ": parse constraint: "
              + of(jump);
    };
  }

  private static String of(WayProblem.Gap gap) {
    return "not sequential version: prev '%s' next '%s'"
        .formatted(gap.from().tag(), gap.to().tag());
  }

  private static String of(VersionJump jump) {
    return "parse constraint %s '%s': invalid semantic version"
        .formatted(jump.startIsReadable() ? "to" : "from", jump.unreadable().orElse(""));
  }
}
