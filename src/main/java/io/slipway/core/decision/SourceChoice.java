package io.slipway.core.decision;

import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.SourceObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which source a module is taken from (modules.md C-10 to C-13, X-1, X-8).
 *
 * @param available sources that offer it, in order of discovery
 * @param source chosen one; empty when there is none or a conflict
 * @param conflict enabled, several sources, none chosen
 */
public record SourceChoice(List<String> available, Optional<SourceName> source, boolean conflict) {
  public static SourceChoice of(World world, ModuleProjection module) {
    var available = available(world, module);
    var shown = module.module().map(o -> o.properties().source()).filter(name -> !name.isEmpty());
    if (module.config().filter(config -> !config.meta().deleting()).isEmpty()) {
      return chosen(available, Optional.empty());
    }
    if (!module.switchedOn()) {
      return chosen(available, shown);
    }
    var wished = module.config().map(ConfigObject::source).filter(name -> !name.isEmpty());
    var kept = wished.or(() -> shown.filter(available::contains));
    if (kept.isPresent()) {
      return chosen(available, kept);
    }
    return available.size() > 1
        ? new SourceChoice(available, Optional.empty(), true)
        : chosen(available, available.stream().findFirst());
  }

  private static SourceChoice chosen(List<String> available, Optional<String> source) {
    return new SourceChoice(available, source.map(SourceName::new), false);
  }

  /** A source leaves only when it is known to be gone or not to offer the module any more. */
  private static List<String> available(World world, ModuleProjection module) {
    var names = new ArrayList<String>();
    module.module().ifPresent(o -> names.addAll(o.properties().availableSources()));
    names.removeIf(name -> offersNoMore(world, module, new SourceName(name)));
    module.offeredBy().stream()
        .filter(name -> !isLeaving(world, name))
        .map(SourceName::value)
        .sorted()
        .filter(name -> !names.contains(name))
        .forEach(names::add);
    return List.copyOf(names);
  }

  private static boolean isLeaving(World world, SourceName name) {
    return world.source(name).object().filter(SourceObject::isLeaving).isPresent();
  }

  private static boolean offersNoMore(World world, ModuleProjection module, SourceName name) {
    if (!world.sources().containsKey(name) || isLeaving(world, name)) {
      return true;
    }
    return world.source(name).currentListing().isPresent() && !module.offeredBy().contains(name);
  }
}
