package io.slipway.core.display;

import io.slipway.core.decision.ModuleVerdict;
import io.slipway.core.effect.Notice;
import io.slipway.core.effect.WriteEffect.WriteConfigStatus;
import io.slipway.core.projection.World;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.ConfigObject.Status;
import io.slipway.core.value.PlatformSettings;
import io.slipway.core.value.SourceName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Status of a ModuleConfig (modules.md 2.3). */
final class ConfigDisplay {
  static final String UNKNOWN_MODULE = "Ignored: unknown module name";
  private static final Set<String> PLATFORM = Set.of("deckhouse", "global");
  private static final String ERROR = "Error: ";
  private static final String FIRST_VERSION = "1";

  private ConfigDisplay() {}

  static Optional<WriteConfigStatus> write(World world, ModuleVerdict verdict) {
    return verdict
        .module()
        .configObject()
        .filter(config -> !config.meta().deleting())
        .filter(config -> config.platform().isPresent() || !isOfPlatform(config))
        .flatMap(
            config -> {
              var wished =
                  config
                      .platform()
                      .map(settings -> platform(config, settings))
                      .orElseGet(() -> wished(world, verdict, config));
              return wished.equals(config.status())
                  ? Optional.empty()
                  : Optional.of(
                      new WriteConfigStatus(config.meta(), wished, notices(config, wished)));
            });
  }

  private static boolean isOfPlatform(ConfigObject config) {
    return PLATFORM.contains(config.meta().name());
  }

  /** Of the platform's own settings only what keeps an update rule from being read is told. */
  private static Status platform(ConfigObject config, PlatformSettings settings) {
    if (!settings.problems().isEmpty()) {
      return new Status(config.status().version(), ERROR + String.join("; ", settings.problems()));
    }
    return config.status().message().startsWith(ERROR + "settings.update.")
        ? new Status(config.status().version(), "")
        : config.status();
  }

  private static Status wished(World world, ModuleVerdict verdict, ConfigObject config) {
    if (verdict.module().module().isEmpty()) {
      return new Status("", UNKNOWN_MODULE);
    }
    if (verdict.refused().isPresent()) {
      return new Status("", verdict.refused().map(failure -> ERROR + failure.text()).orElse(""));
    }
    var isUnknownYet = !verdict.packageIsKnown() && config.status().message().startsWith(ERROR);
    return isUnknownYet
        ? config.status()
        : new Status(version(config), problem(world, verdict, config));
  }

  private static List<Notice> notices(ConfigObject config, Status wished) {
    return wished.message().isEmpty() || wished.message().equals(config.status().message())
        ? List.of()
        : List.of(new Notice(true, "ConfigProblem", wished.message()));
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
    var source = config.source();
    if (source.isEmpty() || verdict.source().available().contains(source)) {
      return "";
    }
    return world.sources().containsKey(new SourceName(source))
        ? "Module source " + source + " does not offer the module"
        : "Module source " + source + " not found";
  }
}
