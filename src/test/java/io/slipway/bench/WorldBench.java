package io.slipway.bench;

import io.slipway.core.projection.World;
import io.slipway.sim.Fleet;

/**
 * How much memory the World takes: the heap in use with it, less the heap in use without it, after
 * full collections. Each module has a config and five releases and is installed.
 */
public final class WorldBench {
  private static final int SOURCES = 20;
  private static final int[] MODULES = {100, 1_000, 2_000, 10_000};

  private WorldBench() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.out.printf("%10s %12s %18s%n", "modules", "World, KiB", "bytes per module");
    fleet(10); // what is loaded once for all
    for (var modules : MODULES) {
      tell(modules);
    }
  }

  private static void tell(int modules) throws InterruptedException {
    var before = used();
    var world = fleet(modules);
    var bytes = used() - before;
    System.out.printf("%10d %12d %18d%n", world.modules().size(), bytes >> 10, bytes / modules);
  }

  private static World fleet(int modules) {
    return new Fleet(new Fleet.Size(modules, SOURCES, modules, Fleet.Releases.OLD))
        .start()
        .settle()
        .world();
  }

  private static long used() throws InterruptedException {
    var runtime = Runtime.getRuntime();
    for (var i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
