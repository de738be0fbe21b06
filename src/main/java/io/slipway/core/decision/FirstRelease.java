package io.slipway.core.decision;

import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.ReleaseObject;

/** Which release is made to be deployed at once, in every mode and outside of windows (REL-43). */
final class FirstRelease {
  private FirstRelease() {}

  /**
   * There is none, or none has ever been deployed or still may be. Or one was, and somebody deleted
   * its release: what is installed needs nobody's leave to be in force again.
   */
  static boolean is(ModuleProjection module, ReleaseImage image) {
    return module.releases().isEmpty()
        || isNewHere(module)
        || ReleaseLine.of(module).deployed().isEmpty() && isInstalled(module, image);
  }

  private static boolean isNewHere(ModuleProjection module) {
    return module.run().current().isEmpty()
        && module.releases().values().stream().allMatch(FirstRelease::wasNeverDeployed);
  }

  /** One that was deployed has spent its mark, and one that was overtaken has not (W-34). */
  private static boolean wasNeverDeployed(ReleaseObject release) {
    return switch (release.status().phase()) {
      case SKIPPED, SUSPENDED -> true;
      case SUPERSEDED -> release.meta().isMarked(Keys.APPLY_NOW);
      case NONE, PENDING, DEPLOYED, TERMINATING -> false;
    };
  }

  private static boolean isInstalled(ModuleProjection module, ReleaseImage image) {
    return module
        .run()
        .current()
        .filter(id -> id.version().equals(image.version()))
        .filter(id -> id.checksum().equals(Checksums.release(image.digest())))
        .isPresent();
  }
}
