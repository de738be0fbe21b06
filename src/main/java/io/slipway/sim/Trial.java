package io.slipway.sim;

import io.slipway.core.value.ModuleName;
import io.slipway.core.value.SemVer;
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
  private static final int SCANS_TO_SETTLE = 3;

  /** After such a pause nothing of the act before is left to be done. */
  private static final Duration LONG_PAUSE = Duration.ofMinutes(20);

  private static final Duration SETTLE_STEP = Duration.ofMinutes(1);
  private static final int SETTLE_STEPS = 40;

  /** What the seed stands for. */
  static Trial of(long seed) {
    var random = new Random(seed * 31 + 7);
    var modules = 1 + random.nextInt(4);
    var processes = 1 + random.nextInt(2);
    var acts = Act.draw(random, Profile.of(seed), modules);
    return new Trial(seed, modules, processes, acts, EnumSet.allOf(Fault.class));
  }

  Profile profile() {
    return Profile.of(seed);
  }

  Trial with(List<Act> fewer) {
    return new Trial(seed, modules, processes, List.copyOf(fewer), faults);
  }

  Trial withFaults(Set<Fault> fewer) {
    return new Trial(seed, modules, processes, acts, Set.copyOf(fewer));
  }

  /** Empty when every invariant holds. */
  Optional<Problem> run(Sabotage sabotage) {
    try (var sim = new Simulation(seed, profile(), faults, sabotage)) {
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
    names().forEach(module -> publish(module, sim));
    Rules.of(seed).ifPresent(rules -> rules.apply(sim.cluster));
    sim.start(processes);
    var quiet = new Quiet(sim, names());
    var player = new Player(sim);
    for (var act : acts) {
      sim.run(act.after());
      if (act.after().compareTo(LONG_PAUSE) > 0) {
        quiet.check();
      }
      player.play(act);
    }
    calm(sim, quiet);
    settle(sim);
    new AtRest(sim, names()).check();
  }

  /** Some of them by one source only; some begin before 1.0. */
  private static void publish(ModuleName module, Simulation sim) {
    var first = sim.random.nextInt(4) == 0 ? SemVer.of(0, 9, 0) : SemVer.of(1, 0, 0);
    sim.offers.add(Offers.Source.MAIN, module, first);
    if (sim.random.nextBoolean()) {
      sim.offers.add(Offers.Source.OTHER, module, first);
      sim.wanted.choose(module, Offers.Source.MAIN.title());
    }
  }

  private List<ModuleName> names() {
    return IntStream.range(0, modules).mapToObj(Trial::module).toList();
  }

  /** Faults stop, what was lost comes back, and what may not be deployed goes on waiting. */
  private void calm(Simulation sim, Quiet quiet) {
    sim.faults.stop();
    sim.run(Player.LOST_MAX.multipliedBy(sim.profile.stretch()));
    sim.marks.release();
    sim.wanted.applyAll();
    names().forEach(sim.wanted::correct);
    sim.run(sim.profile.scanInterval().multipliedBy(SCANS_TO_SETTLE));
    for (var step = 0; step < SETTLE_STEPS && !quiet.isQuiet(); step++) {
      sim.run(SETTLE_STEP);
    }
    quiet.check();
    quiet.rests(sim.profile.scanInterval().multipliedBy(2));
  }

  /** What people and authors hold up is let go; then all comes to its end. */
  private void settle(Simulation sim) {
    if (!sim.profile.tells()) {
      sim.policies.openAll();
    }
    sim.changes.allChanged();
    sim.surroundings.satisfyAll();
    sim.hand.postponeNoMore();
    var rest = new AtRest(sim, names());
    sim.run(sim.profile.scanInterval().multipliedBy(SCANS_TO_SETTLE));
    sim.run(sim.profile.untilForgotten());
    for (var step = 0; step < SETTLE_STEPS && !rest.problems().isEmpty(); step++) {
      sim.run(SETTLE_STEP);
    }
  }

  static ModuleName module(int number) {
    return new ModuleName("module-" + (char) ('a' + number));
  }
}
