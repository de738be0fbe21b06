package io.slipway.bench;

import io.slipway.core.decision.Dependents;
import io.slipway.core.display.Reviewer;
import io.slipway.core.event.Event;
import io.slipway.core.projection.World;
import io.slipway.core.projection.WorldReducer;
import io.slipway.sim.Change;
import io.slipway.sim.Fleet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
 * What one change costs among modules at rest, from the event to the verdicts of the keys it
 * touches: the figures of one line of the table should hardly differ.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 2, time = 1)
@Fork(1)
public class EngineBench {
  private static final int SOURCES = 20;

  @Param({"100", "1000", "2000", "10000"})
  int modules;

  @Param Change change;

  private World before;
  private Event event;

  /** Counts first what follows from each change, then measures its time. */
  public static void main(String[] arguments) throws IOException {
    System.out.printf(
        "%14s %8s %7s %10s %7s%n", "change", "modules", "events", "decisions", "writes");
    for (var modules : new int[] {100, 2_000}) {
      var fleet = fleet(modules);
      // what follows from a reading in the middle of a scan cannot be told from the scan
      for (var change : EnumSet.complementOf(EnumSet.of(Change.CHANNEL))) {
        var cost = fleet.cost(change);
        System.out.printf(
            "%14s %8d %7d %10d %7d%n",
            change, modules, cost.events(), cost.decisions(), cost.writes());
      }
    }
    var all = new ArrayList<>(List.of(EngineBench.class.getName()));
    all.addAll(List.of(arguments));
    org.openjdk.jmh.Main.main(all.toArray(String[]::new));
  }

  @Setup
  public void fill() {
    before = change.given(fleet(modules).world());
    event = change.in(before);
  }

  private static Fleet fleet(int modules) {
    return new Fleet(new Fleet.Size(modules, SOURCES, modules, Fleet.Releases.OLD))
        .start()
        .settle();
  }

  @Benchmark
  public int one_change() {
    var after = WorldReducer.evolve(before, event);
    return Dependents.of(before, after, event).stream()
        .mapToInt(key -> Reviewer.review(after, key, Fleet.NOW).effects().size())
        .sum();
  }
}
