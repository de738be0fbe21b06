package io.slipway.core.decision;

import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.UpdatePolicy;
import java.util.Optional;

/**
 * Update policy in force for a module (DESIGN.md §1, releases.md 3.2).
 *
 * @param name as the config says, or that of the default policy
 * @param policy empty while no policy of that name exists
 */
public record PolicyChoice(String name, Optional<UpdatePolicy> policy) {
  public static PolicyChoice of(World world, ModuleProjection module) {
    var wished = module.config().map(config -> config.updatePolicy()).orElse("");
    if (wished.isEmpty() || wished.equals(UpdatePolicy.DEFAULT_NAME)) {
      return new PolicyChoice(UpdatePolicy.DEFAULT_NAME, Optional.of(world.defaultPolicy()));
    }
    return new PolicyChoice(
        wished, Optional.ofNullable(world.policies().get(wished)).map(p -> p.policy()));
  }

  public boolean isDefault() {
    return name.equals(UpdatePolicy.DEFAULT_NAME);
  }
}
