package io.slipway.core.decision;

import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SourceName;
import java.util.Optional;

/**
 * The version in force once more, fetched anew, because somebody asked for it by an annotation
 * (releases.md 6.8). A request is accepted under a number that another annotation and Helm's record
 * keep, so that it is carried out once, whoever dies in between.
 */
public final class Reinstallation {
  private Reinstallation() {}

  /** Whether it is asked for and has no number yet. */
  public static boolean isNew(ReleaseObject release) {
    return isAsked(release) && number(release).isEmpty();
  }

  static boolean isAsked(ReleaseObject release) {
    return release.is(ReleasePhase.DEPLOYED) && release.meta().isMarked(Keys.REINSTALL);
  }

  /** Number of the request that was accepted last, and may be taken back. */
  private static Optional<String> number(ReleaseObject release) {
    return Optional.ofNullable(release.meta().annotations().get(Keys.REINSTALLATION))
        .filter(number -> number.matches("\\d{1,20}"));
  }

  /** The request that is to be carried out. */
  static Optional<String> due(ModuleProjection module, ReleaseObject release) {
    return number(release).filter(_ -> isAsked(release) && done(module, release).isEmpty());
  }

  /** What was installed for the request, as long as the release still bears its number. */
  public static Optional<InstallationId> done(ModuleProjection module, ReleaseObject release) {
    return number(release)
        .filter(_ -> release.is(ReleasePhase.DEPLOYED))
        .flatMap(module.run()::reinstalled);
  }

  /** Content that will be installed: that of the channel, if it is at this version. */
  static Optional<String> checksum(World world, ModuleProjection module, ReleaseObject release) {
    return Following.reading(world, module, source(release))
        .flatMap(reading -> reading.image())
        .filter(image -> release.spec().version().equals(Optional.of(image.version())))
        .map(ReleaseImage::digest)
        .map(Checksums::release);
  }

  /** Which content it is can be told only once the channel was asked for, as after a start. */
  static boolean awaitsChannel(World world, ModuleProjection module, ReleaseObject release) {
    var source = world.source(source(release));
    return Following.reading(world, module, source.name()).isEmpty()
        && source.failure().isEmpty()
        && (source.currentListing().isEmpty() || module.offeredBy().contains(source.name()));
  }

  private static SourceName source(ReleaseObject release) {
    return new SourceName(release.meta().label(Keys.SOURCE));
  }

  /** Of a release that bears a request: whether it can be carried out, as far as is known. */
  static Optional<Gate> gate(World world, ModuleProjection module, ReleaseObject release) {
    return due(module, release)
        .filter(_ -> module.switchedOn())
        .map(_ -> Target.of(world, module, release).id())
        .map(id -> gate(module, id));
  }

  private static Gate gate(ModuleProjection module, InstallationId id) {
    return failure(module, id)
        .map(why -> Gate.blocked("reinstallation", new GateReason.NotReinstalled(why)))
        .orElse(
            module.run().hasAskedFor(id)
                ? Gate.passed("reinstallation")
                : Gate.unasked("reinstallation"));
  }

  private static Optional<InstallFailure> failure(ModuleProjection module, InstallationId id) {
    return module.run().failureOf(id).or(() -> module.run().refusalOf(id));
  }
}
