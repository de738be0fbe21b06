package io.slipway.core.decision;

import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.SemVer;
import java.util.List;
import java.util.stream.Stream;

/** A version whose package does not accept the settings, and what it says of them (T10). */
public record SettingsRefusal(SemVer version, String text) {
  /** Of what is in force and of what waits, as far as this process has asked. */
  public static List<SettingsRefusal> of(World world, ModuleProjection module) {
    if (!module.switchedOn() || module.run().refused().isEmpty()) {
      return List.of();
    }
    var line = ReleaseLine.of(module);
    return Stream.concat(line.deployed().stream(), line.open().stream())
        .map(release -> Target.of(world, module, release).id())
        .flatMap(
            id ->
                module
                    .run()
                    .refusalOf(id)
                    .filter(why -> why.reason() == InstallFailure.Reason.SETTINGS)
                    .map(why -> new SettingsRefusal(id.version(), why.text()))
                    .stream())
        .distinct()
        .toList();
  }
}
