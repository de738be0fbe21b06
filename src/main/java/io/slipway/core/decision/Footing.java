package io.slipway.core.decision;

import io.slipway.core.projection.World;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleRequirement;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SemVer;
import java.util.List;
import java.util.Optional;

/**
 * What other modules can see of one: that it is enabled, its version in force, and what that asks
 * of others (releases.md 4.3). A module that is disabled stands on nothing.
 *
 * @param version without pre-release and build metadata; empty when none is in force
 */
record Footing(Optional<SemVer> version, List<ModuleRequirement> requirements) {
  private static final Footing NONE = new Footing(Optional.empty(), List.of());

  static Footing of(World world, ModuleName name) {
    var module = world.module(name);
    return module.switchedOn()
        ? ReleaseLine.of(module).inForce().map(r -> of(name, r)).orElse(NONE)
        : NONE;
  }

  private static Footing of(ModuleName name, ReleaseObject release) {
    return new Footing(
        Optional.of(ReleaseLine.version(release).release()),
        release.spec().definition().requiredBy(name));
  }

  /** What it asks of a module. */
  Optional<ModuleRequirement> of(ModuleName module) {
    return requirements.stream().filter(r -> r.module().equals(module)).findFirst();
  }
}
