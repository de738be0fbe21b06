package io.slipway.core.display;

import io.slipway.core.decision.ModuleVerdict;
import io.slipway.core.effect.WriteEffect.WriteConfigStatus;
import io.slipway.core.projection.World;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.ConfigObject.Status;
import io.slipway.core.value.SourceName;
import java.util.Optional;
import java.util.Set;

/** Status of a ModuleConfig (modules.md 2.3). */
final class ConfigDisplay {
  static final String UNKNOWN_MODULE = "Ignored: unknown module name";
  private static final Set<String> PLATFORM = Set.of("deckhouse", "global");
  private static final String FIRST_VERSION = "1";

  private ConfigDisplay() {}

  static Optional<WriteConfigStatus> write(World world, ModuleVerdict verdict) {
    return verdict
        .module()
        .config()
        .filter(config -> !config.meta().deleting())
        .filter(config -> !PLATFORM.contains(config.meta().name()))
        .flatMap(
            config -> {
              var wished = wished(world, verdict, config);
              return wished.equals(config.status())
                  ? Optional.empty()
                  : Optional.of(new WriteConfigStatus(config.meta(), wished));
            });
  }

  private static Status wished(World world, ModuleVerdict verdict, ConfigObject config) {
    if (verdict.module().module().isEmpty()) {
      return new Status("", UNKNOWN_MODULE);
    }
    return verdict
        .settingsRefused()
        .map(failure -> new Status("", "Error: " + failure.text()))
        .orElseGet(() -> new Status(version(config), problem(world, verdict, config)));
  }

  private static String version(ConfigObject config) {
    return config.version() == 0 ? FIRST_VERSION : String.valueOf(config.version());
  }

  private static String problem(World world, ModuleVerdict verdict, ConfigObject config) {
    if (!config.switchesOn()) {
      return "";
    }
    if (verdict.policy().policy().isEmpty()) {
      return GateText.policyNotFound(verdict.policy().name());
    }
    var isMissing =
        !config.source().isEmpty() && !world.sources().containsKey(new SourceName(config.source()));
    return isMissing ? "Module source " + config.source() + " not found" : "";
  }
}
