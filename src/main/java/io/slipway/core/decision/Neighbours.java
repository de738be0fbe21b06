package io.slipway.core.decision;

import io.slipway.core.projection.World;
import io.slipway.core.value.Key;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleRequirement;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Modules that have to be looked at because another one stands differently now: what is asked of it
 * may be fulfilled, or what it asks may be in the way (releases.md 4.3, 4.5). Found by the index of
 * the World, so that the cost does not grow with the number of modules.
 */
final class Neighbours {
  private Neighbours() {}

  static void collect(Set<Key> keys, World before, World after) {
    for (var key : List.copyOf(keys)) {
      if (key instanceof Key.OfModule(var name) && before.module(name) != after.module(name)) {
        collect(keys, before, after, name);
      }
    }
  }

  private static void collect(Set<Key> keys, World before, World after, ModuleName name) {
    var was = Footing.of(before, name);
    var is = Footing.of(after, name);
    if (!was.version().equals(is.version())) {
      add(keys, after.requirersOf(name));
    }
    if (!was.requirements().equals(is.requirements())) {
      Stream.of(was, is)
          .flatMap(footing -> footing.requirements().stream())
          .map(ModuleRequirement::module)
          .forEach(required -> keys.add(new Key.OfModule(required)));
      add(keys, above(after, name));
    }
  }

  private static void add(Set<Key> keys, Set<ModuleName> names) {
    names.forEach(name -> keys.add(new Key.OfModule(name)));
  }

  /** Everything that leads to the module: a loop through it may have been closed or opened. */
  private static Set<ModuleName> above(World world, ModuleName name) {
    var seen = new HashSet<ModuleName>();
    var next = new ArrayDeque<ModuleName>(List.of(name));
    while (!next.isEmpty()) {
      for (var requirer : world.requirersOf(next.remove())) {
        if (seen.add(requirer)) {
          next.add(requirer);
        }
      }
    }
    return seen;
  }
}
