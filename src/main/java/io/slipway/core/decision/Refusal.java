package io.slipway.core.decision;

import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;

/** What it means for a release that its package is refused (releases.md T9 to T11). */
final class Refusal {
  private Refusal() {}

  /** By the kind of failure, never by its words (W-15). */
  static ReleasePhase phase(InstallFailure failure) {
    return switch (failure.reason()) {
      case SETTINGS_INVALID, CONVERSION, SCHEMA -> ReleasePhase.SUSPENDED;
      case SETTINGS, REGISTRY, PACKAGE, STORE, HELM -> ReleasePhase.PENDING;
    };
  }

  /** Whether the settings are what has to be corrected. */
  static boolean isAboutSettings(InstallFailure failure) {
    return switch (failure.reason()) {
      case SETTINGS, SETTINGS_INVALID, CONVERSION -> true;
      case SCHEMA, REGISTRY, PACKAGE, STORE, HELM -> false;
    };
  }

  /** Whether asking once more may bring another answer though nothing has changed here. */
  static boolean mayPass(InstallFailure failure) {
    return switch (failure.reason()) {
      case SETTINGS, SETTINGS_INVALID -> false;
      case CONVERSION, SCHEMA, REGISTRY, PACKAGE, STORE, HELM -> true;
    };
  }

  /**
   * Whether the release was suspended because of its content, which it always says. One that
   * somebody suspended without a word is his.
   */
  static boolean isShown(ReleaseObject release) {
    return release.is(ReleasePhase.SUSPENDED)
        && !release.meta().isMarked(Keys.SUSPENDED)
        && !release.status().message().isEmpty();
  }
}
