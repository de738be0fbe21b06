package io.slipway.core.decision;

import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.ModuleProjection.ChannelReading;
import io.slipway.core.projection.World;
import io.slipway.core.value.Digest;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceName;
import java.util.Optional;

/**
 * What a source has to say of one module that it offers: facts for its entry in {@code
 * status.modules}.
 *
 * @param policy name of the applied policy, empty for the default one
 * @param checksum digest of the image in the channel
 * @param failure of the last reading of the channel
 * @param problem what keeps releases from being made of what was read (REL-25)
 */
public record SourceEntry(
    ModuleName module,
    String policy,
    Optional<Digest> checksum,
    Optional<SemVer> version,
    Optional<RegistryFailure> failure,
    Optional<WayProblem> problem) {
  public static SourceEntry of(World world, SourceName source, ModuleName name) {
    var module = world.module(name);
    var policy = PolicyChoice.of(world, module);
    var reading = Following.reading(world, module, source);
    var image = reading.flatMap(ChannelReading::image);
    return new SourceEntry(
        name,
        policy.isDefault() ? "" : policy.name(),
        image.map(ReleaseImage::digest),
        image.map(ReleaseImage::version),
        reading.flatMap(ChannelReading::failure),
        problem(world, module, source));
  }

  private static Optional<WayProblem> problem(
      World world, ModuleProjection module, SourceName source) {
    return ReleaseCreation.problem(world, module)
        .filter(_ -> SourceChoice.of(world, module).source().filter(source::equals).isPresent());
  }
}
