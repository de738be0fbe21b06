package io.slipway.core.display;

import io.slipway.core.decision.WayProblem;

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
      case WayProblem.Gap(var from, var to) ->
          STEP + "not sequential version: prev '%s' next '%s'".formatted(from.tag(), to.tag());
    };
  }
}
