package io.slipway.sim;

import static io.slipway.sim.Invariants.require;

import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ReleaseObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What must hold while nothing goes on and releases wait. */
final class Quiet {
  /** What is said of a package that could not be fetched or does not take the settings. */
  private static final List<String> OF_PACKAGE =
      List.of("Package cannot be used: ", "Initial module config validation failed:");

  private static final Duration AHEAD = Duration.ofMinutes(1);

  private final Simulation sim;
  private final List<ModuleName> modules;

  Quiet(Simulation sim, List<ModuleName> modules) {
    this.sim = sim;
    this.modules = modules;
  }

  /** The process that leads, while nothing is on its way to or from anybody. */
  private Optional<SimProcess> leader() {
    return sim.processes.stream()
        .filter(_ -> sim.agenda.isEmpty())
        .filter(process -> process.world().standing().leading() && process.mayAct())
        .filter(process -> process.world().effects().inFlight().isEmpty())
        .filter(process -> process.world().effects().holds().byObject().isEmpty())
        .findFirst();
  }

  boolean isQuiet() {
    return leader().isPresent();
  }

  void check() {
    leader().ifPresent(leader -> modules.forEach(module -> check(leader, module)));
  }

  private void check(SimProcess leader, ModuleName module) {
    if (!sim.wanted.of(module).enabled() || sim.profile.tells()) {
      return;
    }
    var facts = Facts.of(sim, module);
    require(Invariant.ONE_STAYS_IN_FORCE, !facts.isBetween(), module.value());
    var judge = new Judge(facts, sim.offers, module);
    for (var release : facts.releases()) {
      if (release.status().phase().isOpen()) {
        check(leader, module, release, judge.bar(release));
      }
    }
  }

  private void check(
      SimProcess leader, ModuleName module, ReleaseObject release, Optional<Bar> bar) {
    var said = release.status().message();
    if (bar.isEmpty()) {
      require(
          Invariant.WAITS_FOR_A_REASON,
          OF_PACKAGE.stream().anyMatch(said::startsWith),
          release.name() + " may be deployed: " + said);
      return;
    }
    var words = bar.get().words();
    require(
        Invariant.FIRST_GATE_IS_NAMED,
        words.endsWith(" ") ? said.startsWith(words) : said.equals(words),
        release.name() + " says \"" + said + "\", not \"" + words + "\"");
    bar.get().until().ifPresent(until -> wakesUp(leader, module, release, until));
  }

  private void wakesUp(SimProcess leader, ModuleName module, ReleaseObject release, Instant until) {
    var at = sim.audit.wakeUp(leader, module);
    require(
        Invariant.WAKES_UP,
        at.filter(alarm -> !alarm.isAfter(until)).isPresent(),
        release.name() + " may be deployed at " + until + ", looked at again: " + at);
  }

  /** Lets the time pass to just before the next release may be deployed: nothing is written. */
  void rests(Duration most) {
    var limit = sim.agenda.instant().plus(most);
    var next = modules.stream().flatMap(this::openings).min(Instant::compareTo).orElse(limit);
    var end = (next.isBefore(limit) ? next : limit).minus(AHEAD);
    var areOn = modules.stream().allMatch(m -> sim.wanted.of(m).enabled()); // else one is forgotten
    if (!areOn || !isQuiet() || !end.isAfter(sim.agenda.instant())) {
      return;
    }
    var before = sim.cluster.versions();
    sim.run(Duration.between(sim.agenda.instant(), end));
    AtRest.nothingWritten(before, sim.cluster.versions());
  }

  private Stream<Instant> openings(ModuleName module) {
    var facts = Facts.of(sim, module);
    var judge = new Judge(facts, sim.offers, module);
    return facts.releases().stream()
        .filter(release -> release.status().phase().isOpen())
        .flatMap(release -> Stream.concat(opening(judge, release), ages(facts, release)));
  }

  private static Stream<Instant> opening(Judge judge, ReleaseObject release) {
    return judge.bar(release).stream().flatMap(bar -> bar.until().stream());
  }

  /** One that is old enough takes the place of another one that waits. */
  private static Stream<Instant> ages(Facts facts, ReleaseObject release) {
    return facts.policy().flatMap(policy -> Delays.age(policy, release)).stream()
        .filter(facts.now()::isBefore);
  }
}
