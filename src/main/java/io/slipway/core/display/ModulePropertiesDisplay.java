package io.slipway.core.display;

import io.slipway.core.decision.ModuleVerdict;
import io.slipway.core.decision.ReleaseVerdict;
import io.slipway.core.decision.Stage;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleObject.Properties;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.UpdatePolicy;
import java.util.Map;
import java.util.Optional;

/** Section {@code properties} of a Module: source and policy in force, and what is deployed. */
final class ModulePropertiesDisplay {
  private ModulePropertiesDisplay() {}

  static Properties wished(ModuleVerdict verdict, Properties shown) {
    return verdict.stage() instanceof Stage.Retired
        ? Properties.offered(verdict.source().available())
        : known(verdict, shown);
  }

  private static Properties known(ModuleVerdict verdict, Properties shown) {
    var deployed =
        verdict.releases().stream()
            .map(ReleaseVerdict::release)
            .filter(release -> release.is(ReleasePhase.DEPLOYED))
            .reduce((lower, higher) -> higher);
    var version = deployed.flatMap(r -> r.spec().version()).map(v -> v.tag());
    var definition = deployed.map(release -> release.spec().definition());
    return new Properties(
        verdict.source().available(),
        verdict.source().source().map(SourceName::value).orElse(""),
        version.orElse(keptVersion(verdict, shown)),
        deployed.map(ModulePropertiesDisplay::weight).or(() -> kept(verdict, shown)),
        channel(verdict, shown),
        policy(verdict, shown),
        deployed.map(r -> stage(verdict, r, shown)).orElse(shown.stage()),
        definition.map(ModuleDefinition::requirements).orElse(kept(verdict, shown.requirements())),
        definition
            .map(ModuleDefinition::moduleRequirements)
            .orElse(kept(verdict, shown.moduleRequirements())));
  }

  private static int weight(ReleaseObject release) {
    return release.spec().definition().weight().orElse(ModuleDefinition.DEFAULT_WEIGHT);
  }

  /** Between two releases of one module, none is Deployed for a moment. */
  private static boolean isBetween(ModuleVerdict verdict) {
    return verdict.stage() instanceof Stage.Replacing;
  }

  private static String keptVersion(ModuleVerdict verdict, Properties shown) {
    return isBetween(verdict) ? shown.version() : "";
  }

  private static Map<String, String> kept(ModuleVerdict verdict, Map<String, String> shown) {
    return isBetween(verdict) ? shown : Map.of();
  }

  private static Optional<Integer> kept(ModuleVerdict verdict, Properties shown) {
    return isBetween(verdict) ? shown.weight() : Optional.empty();
  }

  private static String channel(ModuleVerdict verdict, Properties shown) {
    if (!verdict.module().switchedOn()) {
      return verdict.source().source().isPresent() ? shown.releaseChannel() : "";
    }
    return verdict.stage() instanceof Stage.Conflict
        ? ""
        : verdict.policy().policy().map(p -> p.channel().label()).orElse("");
  }

  private static String policy(ModuleVerdict verdict, Properties shown) {
    if (!verdict.module().switchedOn()) {
      return verdict.source().source().isPresent() ? shown.updatePolicy() : "";
    }
    var name = verdict.policy().name();
    return name.equals(UpdatePolicy.DEFAULT_NAME) ? "" : name;
  }

  private static String stage(ModuleVerdict verdict, ReleaseObject release, Properties shown) {
    return verdict
        .module()
        .run()
        .preparedVersion(release.spec().version())
        .map(p -> p.definition().stage())
        .orElse(shown.stage());
  }
}
