package io.slipway.core.display;

import io.slipway.core.decision.Reinstallation;
import io.slipway.core.decision.ReleaseVerdict;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import java.util.Map;
import java.util.Optional;

/**
 * Annotations of a reinstallation: the request gets its number, and both go when it is carried out.
 * The number is the version of the object as it was seen: a patch that gives it is refused when the
 * object is at another one, so no two requests get the same.
 */
final class ReinstallationDisplay {
  private ReinstallationDisplay() {}

  static Map<String, Optional<String>> annotations(
      ModuleProjection module, ReleaseVerdict verdict) {
    var release = verdict.release();
    if (verdict.phase() != ReleasePhase.DEPLOYED || !release.is(ReleasePhase.DEPLOYED)) {
      return Map.of();
    }
    if (Reinstallation.isNew(release)) {
      return module.switchedOn()
          ? Map.of(Keys.REINSTALLATION, Optional.of(String.valueOf(release.meta().version())))
          : Map.of();
    }
    if (Reinstallation.done(module, release).isPresent()) {
      return Map.of(Keys.REINSTALL, Optional.empty(), Keys.REINSTALLATION, Optional.empty());
    }
    var isTakenBack =
        !release.meta().isMarked(Keys.REINSTALL)
            && release.meta().annotations().containsKey(Keys.REINSTALLATION);
    return isTakenBack ? Map.of(Keys.REINSTALLATION, Optional.empty()) : Map.of();
  }

  /** Of the content that is in force now. */
  static Optional<String> checksum(ModuleProjection module, ReleaseObject release) {
    return Reinstallation.done(module, release).map(InstallationId::checksum);
  }
}
