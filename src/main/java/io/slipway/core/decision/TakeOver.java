package io.slipway.core.decision;

import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SourceName;
import java.util.Optional;

/**
 * A release of another source becomes one of the chosen source, whose channel is at the same
 * version: it goes back to Pending, follows the new source in labels and owner, and is deployed
 * again (DESIGN.md §1, source switch).
 *
 * @param uid of the new source's object
 * @param checksum label {@code release-checksum} of the new source's image
 */
public record TakeOver(SourceName source, String uid, String checksum) {
  static Optional<TakeOver> of(
      World world, ModuleProjection module, SourceChoice choice, ReleaseObject release) {
    return choice
        .source()
        .filter(_ -> module.switchedOn())
        .filter(source -> !ReleaseLine.isFrom(release, source))
        .flatMap(source -> of(world, module, source, release));
  }

  private static Optional<TakeOver> of(
      World world, ModuleProjection module, SourceName source, ReleaseObject release) {
    var image =
        Following.fresh(world, module, source)
            .flatMap(reading -> reading.image())
            .filter(read -> release.spec().version().equals(Optional.of(read.version())));
    return world
        .source(source)
        .object()
        .filter(object -> !object.meta().deleting())
        .flatMap(
            object ->
                image
                    .map(ReleaseImage::digest)
                    .map(d -> new TakeOver(source, object.meta().uid(), Checksums.release(d))));
  }
}
