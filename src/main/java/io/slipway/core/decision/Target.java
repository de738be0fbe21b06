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
 * @param request empty while the source it comes from is not known
 */
record Target(InstallationId id, Optional<PackageRequest> request) {
  static Target of(World world, ModuleProjection module, ReleaseObject release) {
    var settings = module.config().map(ConfigObject::settingsJson).orElse("{}");
    var settingsVersion = module.config().map(ConfigObject::version).orElse(0);
    var version = ReleaseLine.version(release);
    var source = world.source(new SourceName(release.meta().label(Keys.SOURCE))).object();
    var id =
        new InstallationId(
            version,
            release.meta().label(Keys.CHECKSUM),
            Checksums.settings(settings, settingsVersion, source));
    var request =
        source.map(
            known ->
                new PackageRequest(
                    module.name(), version, known.access(), settings, settingsVersion));
    return new Target(id, request);
  }
}
