package io.slipway.bench;

import io.slipway.core.decision.Dependents;
import io.slipway.core.display.Reviewer;
import io.slipway.core.event.Event;
import io.slipway.core.projection.World;
import io.slipway.core.projection.WorldReducer;
import io.slipway.core.value.Key;
import io.slipway.sim.Change;
import io.slipway.sim.Fleet;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One event folded, and one module decided, among modules of ten releases each, six of them
 * Pending. The yardstick is one change of a persistent map as large as that of the modules: what
 * any World that can be looked back at has to pay.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class CoreBench {
  private static final int SOURCES_SIZE = 50;

  @Param({"100", "1000", "10000"})
  int modules;

  private World world;
  private Event event;
  private Key module;

  @Setup
  public void fill() {
    var size =
        new Fleet.Size(modules, modules / SOURCES_SIZE, modules, Fleet.Releases.OLD_AND_WAITING);
    world = new Fleet(size).start().settle().world();
    event = Change.RELEASE.in(world);
    module = new Key.OfModule(Fleet.module(0));
  }

  @Benchmark
  public Object yardstick() {
    return world.modules().plus(Fleet.module(0), world.module(Fleet.module(1)));
  }

  @Benchmark
  public World event_folded() {
    return WorldReducer.evolve(world, event);
  }

  @Benchmark
  public Collection<Key> event_folded_and_its_keys() {
    var after = WorldReducer.evolve(world, event);
    return Dependents.of(world, after, event);
  }

  @Benchmark
  public Object module_decided() {
    return Reviewer.review(world, module, Fleet.NOW);
  }
}
