package io.slipway.app;

import io.slipway.core.projection.World;
import java.util.HashMap;
import java.util.Map;

/** Modules in each phase, counted in one pass however many phases are asked for. */
final class PhaseCounts {
  private record Counted(Object modules, Map<String, Long> byPhase) {}

  private volatile Counted last = new Counted(this, Map.of());

  long modulesIn(World world, String phase) {
    var counted = last;
    if (counted.modules() != world.modules()) {
      counted = new Counted(world.modules(), count(world));
      last = counted;
    }
    return counted.byPhase().getOrDefault(phase, 0L);
  }

  private static Map<String, Long> count(World world) {
    var byPhase = new HashMap<String, Long>();
    for (var module : world.modules().values()) {
      module.module().ifPresent(o -> byPhase.merge(o.status().phase(), 1L, Long::sum));
    }
    return byPhase;
  }
}
