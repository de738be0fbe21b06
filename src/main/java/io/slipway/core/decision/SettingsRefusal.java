package io.slipway.core.decision;

import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SemVer;
import java.util.List;

/** A version whose package does not accept the settings, and what it says of them (T9 to T11). */
public record SettingsRefusal(SemVer version, String text) {
  /** Of what is in force and of what waits, as far as this process has asked. */
  public static List<SettingsRefusal> of(World world, ModuleProjection module) {
    if (!module.switchedOn() || module.run().refused().isEmpty()) {
      return List.of();
    }
    return ReleaseLine.of(module).releases().stream()
        .filter(SettingsRefusal::isAlive)
        .map(release -> Target.of(world, module, release).id())
        .flatMap(
            id ->
                module
                    .run()
                    .refusalOf(id)
                    .filter(Refusal::isAboutSettings)
                    .map(why -> new SettingsRefusal(id.version(), why.text()))
                    .stream())
        .distinct()
        .toList();
  }

  private static boolean isAlive(ReleaseObject release) {
    return release.is(ReleasePhase.DEPLOYED)
        || release.status().phase().isOpen()
        || Refusal.isShown(release);
  }
}
