package io.slipway.core.decision;

import io.slipway.core.effect.WriteEffect.CreateRelease;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.SourceObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether the version in the channel needs a ModuleRelease of its own (sources.md 3.9, 3.10). */
final class ReleaseCreation {
  private ReleaseCreation() {}

  static Optional<CreateRelease> decide(
      World world, ModuleProjection module, SourceChoice choice, PolicyChoice policy) {
    if (!module.switchedOn() || policy.policy().isEmpty()) {
      return Optional.empty();
    }
    return choice
        .source()
        .flatMap(source -> world.source(source).object())
        .filter(source -> !source.meta().deleting())
        .flatMap(source -> decide(world, module, source, policy));
  }

  private static Optional<CreateRelease> decide(
      World world, ModuleProjection module, SourceObject source, PolicyChoice policy) {
    return Following.reading(world, module, source.name())
        .filter(reading -> reading.failure().isEmpty())
        .flatMap(reading -> reading.image())
        .filter(image -> isWanted(module, source.name(), image))
        .map(image -> create(module, source, policy, image));
  }

  /** A channel that is turned back to a lower version of the same source makes nothing. */
  private static boolean isWanted(ModuleProjection module, SourceName source, ReleaseImage image) {
    var name = ReleaseObject.nameOf(module.name(), image.version());
    if (module.releases().containsKey(name) || image.version().isPreRelease()) {
      return false;
    }
    return ReleaseLine.of(module)
        .deployed()
        .filter(deployed -> ReleaseLine.isFrom(deployed, source))
        .filter(deployed -> ReleaseLine.version(deployed).compareTo(image.version()) >= 0)
        .isEmpty();
  }

  private static CreateRelease create(
      ModuleProjection module, SourceObject source, PolicyChoice policy, ReleaseImage image) {
    var labels =
        Map.of(
            Keys.MODULE, module.name().value(),
            Keys.SOURCE, source.name().value(),
            Keys.CHECKSUM, Checksums.release(image.digest()),
            Keys.UPDATE_POLICY, policy.name());
    var annotations = new HashMap<String, String>();
    var isFirst = module.releases().isEmpty();
    annotations.put(Keys.CHANGE_CAUSE, "check release (" + cause(isFirst) + ")");
    if (isFirst) {
      annotations.put(Keys.APPLY_NOW, "true");
    }
    return new CreateRelease(
        ReleaseObject.nameOf(module.name(), image.version()),
        labels,
        Map.copyOf(annotations),
        source.name(),
        source.meta().uid(),
        new ReleaseObject.Spec(
            module.name().value(),
            Optional.of(image.version()),
            image.definition(),
            Optional.empty(),
            image.changelogJson()));
  }

  private static String cause(boolean isFirst) {
    return isFirst ? "no releases in cluster" : "step-by-step";
  }
}
