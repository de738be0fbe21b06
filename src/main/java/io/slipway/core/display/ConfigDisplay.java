package io.slipway.core.display;

import io.slipway.core.decision.ModuleVerdict;
import io.slipway.core.decision.ReleaseVerdict;
import io.slipway.core.effect.Notice;
import io.slipway.core.effect.WriteEffect.WriteConfigStatus;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.ConfigObject.Status;
import io.slipway.core.value.PlatformSettings;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SourceName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Status of a ModuleConfig (modules.md 2.3). */
final class ConfigDisplay {
  static final String UNKNOWN_MODULE = "Ignored: unknown module name";
  private static final Set<String> PLATFORM = Set.of("deckhouse", "global");
  private static final String ERROR = "Error: ";
  private static final String UPDATE = "Update available, latest spec.settings schema version is ";
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
    if (isUnknownYet) {
      return config.status();
    }
    var problem = problem(world, verdict, config);
    return new Status(
        version(verdict, config), problem.isEmpty() ? update(verdict, config) : problem);
  }

  private static List<Notice> notices(ConfigObject config, Status wished) {
    return wished.message().isEmpty()
            || wished.message().startsWith(UPDATE)
            || wished.message().equals(config.status().message())
        ? List.of()
        : List.of(new Notice(true, "ConfigProblem", wished.message()));
  }

  /** Of settings without a version, the newest that the version in force knows. */
  private static String version(ModuleVerdict verdict, ConfigObject config) {
    var shown = config.status().version();
    return config.version() > 0
        ? String.valueOf(config.version())
        : latest(verdict)
            .map(String::valueOf)
            .orElse(shown.isEmpty() || !verdict.module().switchedOn() ? FIRST_VERSION : shown);
  }

  /** What a process before said of a package stands until the package is looked at again. */
  private static String update(ModuleVerdict verdict, ConfigObject config) {
    var isOld = config.version() > 0 && config.version() < latest(verdict).orElse(0);
    if (isOld) {
      return latest(verdict).map(latest -> UPDATE + latest).orElse("");
    }
    var shown = config.status().message();
    var isUnknown = config.version() > 0 && latest(verdict).isEmpty() && isInForce(verdict);
    return isUnknown && shown.startsWith(UPDATE) ? shown : "";
  }

  private static boolean isInForce(ModuleVerdict verdict) {
    return inForce(verdict).isPresent();
  }

  private static Optional<Integer> latest(ModuleVerdict verdict) {
    return inForce(verdict)
        .flatMap(r -> verdict.module().run().preparedVersion(r.release().spec().version()))
        .map(ModuleProjection.Prepared::settingsVersion);
  }

  private static Optional<ReleaseVerdict> inForce(ModuleVerdict verdict) {
    return verdict.releases().stream()
        .filter(r -> r.release().is(ReleasePhase.DEPLOYED))
        .reduce((lower, higher) -> higher);
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
