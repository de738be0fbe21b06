package io.slipway.bench;

import io.slipway.core.decision.Dependents;
import io.slipway.core.display.Reviewer;
import io.slipway.core.event.ClusterEvent;
import io.slipway.core.event.Event;
import io.slipway.core.event.RegistryEvent;
import io.slipway.core.projection.Settings;
import io.slipway.core.projection.World;
import io.slipway.core.projection.WorldReducer;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.SourceObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * What one observation costs, from the event to the verdicts of the keys it touches, with 100 and
 * with 2 000 modules: the two figures of one run should hardly differ.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class EngineBench {
  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
  private static final RegistryAccess ACCESS =
      new RegistryAccess(false, "registry.example.com/modules", "", "");

  @Param({"100", "2000"})
  int modules;

  private World world;
  private Event odd;
  private Event even;
  private boolean isOdd;

  @Setup
  public void fill() {
    world = World.initial(new Settings(Duration.ofMinutes(3), SemVer.of(1, 75, 0), 7));
    observe(new ClusterEvent.SourcesListed(List.of(source())));
    observe(new ClusterEvent.ModulesListed(each(n -> module(n, "uid"))));
    observe(new ClusterEvent.ConfigsListed(each(EngineBench::config)));
    observe(new ClusterEvent.ReleasesListed(List.of()));
    observe(new ClusterEvent.PoliciesListed(List.of()));
    observe(new ClusterEvent.HelmRecordsListed(List.of()));
    observe(
        new RegistryEvent.ModulesDiscovered(
            new SourceName("main"), ACCESS, each(EngineBench::name), NOW));
    odd = new ClusterEvent.ModuleObserved(module(1, "odd"));
    even = new ClusterEvent.ModuleObserved(module(1, "even"));
  }

  @Benchmark
  public int observe_one_module() {
    isOdd = !isOdd;
    var before = world;
    var event = isOdd ? odd : even;
    world = WorldReducer.evolve(before, event);
    return Dependents.of(before, world, event).stream()
        .mapToInt(key -> Reviewer.review(world, key, NOW).effects().size())
        .sum();
  }

  private void observe(Event event) {
    world = WorldReducer.evolve(world, event);
  }

  private <T> List<T> each(java.util.function.IntFunction<T> make) {
    return IntStream.range(0, modules).mapToObj(make).toList();
  }

  private static String name(int number) {
    return "module-" + number;
  }

  private static ObjectMeta meta(String name, String uid) {
    return new ObjectMeta(name, uid, 1, 1, Map.of(), Map.of(), List.of(), false);
  }

  private static SourceObject source() {
    return new SourceObject(meta("main", "uid"), ACCESS, SourceObject.Status.EMPTY);
  }

  private static ModuleObject module(int number, String uid) {
    return new ModuleObject(
        meta(new ModuleName(name(number)).value(), uid),
        ModuleObject.Properties.offered(List.of("main")),
        ModuleObject.Status.EMPTY);
  }

  private static ConfigObject config(int number) {
    return new ConfigObject(
        meta(name(number), "uid"),
        Optional.of(true),
        "",
        "",
        1,
        "{}",
        Optional.empty(),
        ConfigObject.Status.EMPTY);
  }
}
