package io.slipway.core.decision;

import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.ReleaseObject;

/**
 * The channel holds another image of a version that has its release already (DESIGN.md §1): what is
 * installed stays, and everybody is told.
 */
final class DigestChange {
  private DigestChange() {}

  /** Of the release in force. As long as the channel has not been read, nothing is said of it. */
  static Gate gate(
      World world, ModuleProjection module, SourceChoice choice, ReleaseObject release) {
    var image =
        choice
            .source()
            .filter(source -> ReleaseLine.isFrom(release, source))
            .flatMap(source -> Following.reading(world, module, source))
            .flatMap(reading -> reading.image());
    return image
        .map(
            read ->
                isIn(release, read)
                    ? Gate.blocked("digest", new GateReason.DigestChanged(read.digest()))
                    : Gate.passed("digest"))
        .orElse(Gate.unasked("digest"));
  }

  /** A release that somebody made by hand names no image. */
  static boolean isIn(ReleaseObject release, ReleaseImage image) {
    var known = release.meta().label(Keys.CHECKSUM);
    return release.spec().version().filter(image.version()::equals).isPresent()
        && !known.isEmpty()
        && !known.equals(Checksums.release(image.digest()));
  }
}
