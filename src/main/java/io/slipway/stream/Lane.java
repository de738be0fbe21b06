package io.slipway.stream;

import io.slipway.core.effect.Effect;
import io.slipway.core.effect.InstallEffect;
import io.slipway.core.effect.RegistryEffect;
import io.slipway.core.effect.WriteEffect;

/** Effects that share a bound on how many run at once. */
public enum Lane {
  REGISTRY(16),
  INSTALL(4),
  WRITE(8);

  private final int runningMax;

  Lane(int runningMax) {
    this.runningMax = runningMax;
  }

  public int runningMax() {
    return runningMax;
  }

  static Lane of(Effect effect) {
    return switch (effect) {
      case RegistryEffect _ -> REGISTRY;
      case InstallEffect _ -> INSTALL;
      case WriteEffect _ -> WRITE;
    };
  }
}
