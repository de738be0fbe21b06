package io.slipway.sim;

import io.slipway.core.event.RegistryEvent.PushNotified;
import io.slipway.core.value.Look;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceName;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One course of events under faults: modules are enabled, set, upgraded, moved and disabled, while
 * processes die or stop, watches break and others write; then faults stop, and all must come to
 * rest.
 *
 * @param faults that may happen by chance
 */
record Trial(long seed, int modules, int processes, List<Act> acts, Set<Fault> faults) {
  /** What has come back is seen by a scan, and told by the next one. */
  private static final Duration TWO_SCANS = Simulation.SCAN_INTERVAL.multipliedBy(3);

  private static final Duration SETTLE_STEP = Duration.ofMinutes(1);
  private static final int JUMP_EVERY = 5;
  private static final int SETTLE_STEPS = 40;
  private static final int LOST_SECONDS_MAX = 60;

  /** What the seed stands for. */
  static Trial of(long seed) {
    var random = new Random(seed * 31 + 7);
    var modules = 1 + random.nextInt(4);
    var processes = 1 + random.nextInt(2);
    var acts = Act.draw(random, 6 + random.nextInt(14), modules);
    return new Trial(seed, modules, processes, acts, EnumSet.allOf(Fault.class));
  }

  Trial with(List<Act> fewer) {
    return new Trial(seed, modules, processes, List.copyOf(fewer), faults);
  }

  Trial withFaults(Set<Fault> fewer) {
    return new Trial(seed, modules, processes, acts, Set.copyOf(fewer));
  }

  /** Empty when every invariant holds. */
  Optional<Problem> run(Sabotage sabotage) {
    try (var sim = new Simulation(seed, faults, sabotage)) {
      try {
        play(sim);
        return Optional.empty();
      } catch (Invariant.Violated violated) {
        return Optional.of(Problem.of(this, violated, sim));
      } catch (RuntimeException bug) {
        return Optional.of(Problem.of(this, bug, sim));
      }
    }
  }

  private void play(Simulation sim) {
    for (var source : Offers.Source.values()) {
      sim.sources.create(source);
    }
    for (var number = 0; number < modules; number++) {
      sim.offers.add(Offers.Source.MAIN, module(number));
      if (sim.random.nextBoolean()) {
        sim.offers.add(Offers.Source.OTHER, module(number));
        sim.wanted.choose(module(number), Offers.Source.MAIN.title());
      }
    }
    Rules.of(seed).ifPresent(rules -> rules.apply(sim.cluster));
    sim.start(processes);
    for (var act : acts) {
      sim.run(act.after());
      play(act, sim);
    }
    settle(sim);
    new AtRest(sim, names()).check();
  }

  private List<ModuleName> names() {
    return IntStream.range(0, modules).mapToObj(Trial::module).toList();
  }

  private void play(Act act, Simulation sim) {
    var module = module(act.module());
    var process = sim.processes.get(act.number() % processes);
    var time = Duration.ofSeconds(1 + act.number() % LOST_SECONDS_MAX);
    var source = Offers.Source.values()[act.number() % 2];
    switch (act.deed()) {
      case ENABLE -> sim.wanted.enable(module, true);
      case DISABLE -> sim.wanted.enable(module, false);
      case FORGET_CONFIG -> forget(module, sim);
      case SET -> sim.wanted.set(module, settings(act));
      case PUSH -> push(module, act.number(), sim);
      case CHOOSE_SOURCE -> choose(module, source, sim);
      case DELETE_MODULE -> sim.cluster.remove(new ObjectRef(ObjectKind.MODULE, module.value()));
      case DELETE_RELEASE -> deleteRelease(module, act.number(), sim);
      case MARK -> mark(act.number(), sim);
      case KILL -> process.kill();
      case PAUSE -> process.pause(time);
      case DISCONNECT -> process.disconnect(time);
      case BREAK_WATCH ->
          process.blind(ObjectKind.values()[act.number() % ObjectKind.values().length], time);
      case REGISTRY_DOWN -> {
        sim.registry.setDown(source.repo(), true);
        sim.agenda.after(time, () -> sim.registry.setDown(source.repo(), false));
      }
      case REPLACE_SOURCE -> sim.sources.replace(source, act.number() % 3 == 0, time);
      case HIDE -> {
        sim.offers.hide(source, module, true);
        tell(new Look.AtListing(Optional.empty()), sim);
        sim.agenda.after(time, () -> sim.offers.hide(source, module, false));
      }
    }
  }

  /** Two sources and no choice would be a conflict, so the choice is made again at once. */
  private static void forget(ModuleName module, Simulation sim) {
    sim.wanted.forget(module);
    if (sim.offers.of(module).size() > 1) {
      sim.wanted.choose(module, Offers.Source.MAIN.title());
    }
  }

  private static void choose(ModuleName module, Offers.Source source, Simulation sim) {
    if (sim.offers.of(module).size() > 1) {
      sim.wanted.choose(module, source.title());
    }
  }

  private static String settings(Act act) {
    return act.number() % 3 == 0
        ? SimInstaller.REFUSED_SETTINGS
        : "{\"size\":" + act.number() % 4 + "}";
  }

  private static void push(ModuleName module, int number, Simulation sim) {
    for (var step = 0; step <= number % 3; step++) {
      var last = sim.offers.newest(module);
      var isPatch = (number >> step) % 2 == 0;
      if (number % JUMP_EVERY == 0) {
        sim.offers.jump(module, SemVer.of(1, last.minor() + 3, 0));
      } else {
        sim.offers.push(
            module,
            isPatch
                ? SemVer.of(1, last.minor(), last.patch() + 1)
                : SemVer.of(1, last.minor() + 1, 0));
      }
      if (number % 2 == 0) {
        tell(new Look.AtModule(module, Optional.of(ReleaseChannel.STABLE.tag())), sim);
      }
    }
  }

  /** Every other change of a registry is told, by all sources. */
  private static void tell(Look look, Simulation sim) {
    for (var source : Offers.Source.values()) {
      var push = new PushNotified(new SourceName(source.title()), look);
      sim.processes.forEach(process -> process.told(push));
    }
  }

  private static void deleteRelease(ModuleName module, int number, Simulation sim) {
    var releases =
        sim.cluster.list(ReleaseObject.class).stream()
            .filter(release -> release.spec().moduleName().equals(module.value()))
            .toList();
    if (!releases.isEmpty()) {
      var name = releases.get(number % releases.size()).name();
      sim.cluster.remove(new ObjectRef(ObjectKind.RELEASE, name));
    }
  }

  private static void mark(int number, Simulation sim) {
    var refs = sim.cluster.refs();
    sim.marks.put(refs.get(number % refs.size()), "m" + number);
  }

  /** Faults stop, refused settings are corrected, what was lost comes back; then all settles. */
  private void settle(Simulation sim) {
    sim.faults.stop();
    sim.run(Duration.ofSeconds(LOST_SECONDS_MAX));
    sim.marks.release();
    sim.wanted.applyAll();
    for (var module : names()) {
      var wish = sim.wanted.of(module);
      if (wish.settings().equals(SimInstaller.REFUSED_SETTINGS)) {
        sim.wanted.set(module, "{}");
      }
    }
    var rest = new AtRest(sim, names());
    sim.run(TWO_SCANS);
    for (var step = 0; step < SETTLE_STEPS && !rest.problems().isEmpty(); step++) {
      sim.run(SETTLE_STEP);
    }
  }

  static ModuleName module(int number) {
    return new ModuleName("module-" + (char) ('a' + number));
  }
}
