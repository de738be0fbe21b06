package io.slipway.core.display;

import io.slipway.core.decision.WayProblem;
import io.slipway.core.value.VersionJump;

/** What keeps releases from being made, as {@code pullError} of a module (sources.md 2.11). */
final class WayText {
  private static final String STEP = "ensure releases: step by step update failed: ";

  /** Reason of the Event, and the first word of the text. */
  static final String DIGEST_CHANGED = "DigestChanged";

  private WayText() {}

  /** Reason of the Event that tells of a {@code pullError}. */
  static String reason(String pullError) {
    return pullError.startsWith(DIGEST_CHANGED) ? DIGEST_CHANGED : "ScanFailed";
  }

  static String of(WayProblem problem) {
    return switch (problem) {
      case WayProblem.PreRelease(var version) ->
          "pre-release versions are not supported: " + version;
      case WayProblem.DigestChanged(var version, var digest) ->
          "%s: the channel has another image of %s, which is not installed: %s"
              .formatted(DIGEST_CHANGED, version.tag(), digest);
      case WayProblem.VersionsUnreadable(var failure) -> failure.text();
      case WayProblem.ReleaseUnreadable(var failure) ->
          STEP + failure.text() + ", module is corrupted";
      case WayProblem.NotPublished(var version) ->
          STEP + "the channel is at %s, of which the module has no tag".formatted(version.tag());
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
