package io.slipway.core.decision;

import io.slipway.core.effect.Installer.PackageRequest;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SourceName;
import java.util.Optional;

/**
 * One release with the settings of the moment, as something that can be installed.
 *
 * @param request empty while the source it comes from is not known, or of a reinstallation which
 *     content the channel has
 */
record Target(InstallationId id, Optional<PackageRequest> request) {
  static Target of(World world, ModuleProjection module, ReleaseObject release) {
    var settings = module.config().map(ConfigObject::settingsJson).orElse("{}");
    var settingsVersion = module.config().map(ConfigObject::version).orElse(0);
    var version = ReleaseLine.version(release);
    var source = world.source(new SourceName(release.meta().label(Keys.SOURCE))).object();
    var number = Reinstallation.due(module, release);
    var id =
        new InstallationId(
            version,
            checksum(world, module, release),
            Checksums.settings(settings, settingsVersion, source),
            number.orElse(""));
    var isUnclear = number.isPresent() && Reinstallation.awaitsChannel(world, module, release);
    var request =
        source
            .filter(_ -> !isUnclear)
            .map(
                known ->
                    new PackageRequest(
                        module.name(), version, known.access(), settings, settingsVersion));
    return new Target(id, request);
  }

  /** What was installed once more counts before the label tells it. */
  private static String checksum(World world, ModuleProjection module, ReleaseObject release) {
    return Reinstallation.done(module, release)
        .map(InstallationId::checksum)
        .or(
            () ->
                Reinstallation.due(module, release)
                    .flatMap(_ -> Reinstallation.checksum(world, module, release)))
        .orElse(release.meta().label(Keys.CHECKSUM));
  }
}
