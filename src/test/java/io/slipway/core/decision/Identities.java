package io.slipway.core.decision;

import io.slipway.core.projection.World;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.ModuleName;

/** Opens the identity of what would be installed to the fixtures of other packages. */
public final class Identities {
  private Identities() {}

  /** Of a release of the module, with the settings that the world knows. */
  public static InstallationId of(World world, ModuleName module, String release) {
    var projection = world.module(module);
    var object = projection.releases().get(release);
    if (object == null) {
      throw new AssertionError("no such release: " + release);
    }
    return Target.of(world, projection, object).id();
  }
}
