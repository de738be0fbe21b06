package io.slipway.core.projection;

import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleRequirement;
import io.slipway.core.value.ReleaseObject;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/** Keeps the releases that ask something of a module, so that nobody has to look for them. */
final class RequiringReleases {
  private RequiringReleases() {}

  static World replaced(World world, Optional<ReleaseObject> before, Optional<ReleaseObject> now) {
    var had = before.map(RequiringReleases::required).orElse(Set.of());
    var has = now.map(RequiringReleases::required).orElse(Set.of());
    var name = now.or(() -> before).map(ReleaseObject::name).orElse("");
    var requirers = world.requirers();
    for (var module : had) {
      requirers = has.contains(module) ? requirers : minus(requirers, module, name);
    }
    for (var module : has) {
      requirers = had.contains(module) ? requirers : plus(requirers, module, name);
    }
    return world.withRequirers(requirers);
  }

  private static Set<ModuleName> required(ReleaseObject release) {
    var self = new ModuleName(release.spec().moduleName());
    return release.spec().definition().requiredBy(self).stream()
        .map(ModuleRequirement::module)
        .collect(Collectors.toSet());
  }

  private static PMap<ModuleName, PSet<String>> plus(
      PMap<ModuleName, PSet<String>> requirers, ModuleName module, String release) {
    return requirers.plus(
        module, requirers.getOrDefault(module, HashTreePSet.empty()).plus(release));
  }

  private static PMap<ModuleName, PSet<String>> minus(
      PMap<ModuleName, PSet<String>> requirers, ModuleName module, String release) {
    var left = requirers.getOrDefault(module, HashTreePSet.<String>empty()).minus(release);
    return left.isEmpty() ? requirers.minus(module) : requirers.plus(module, left);
  }
}
