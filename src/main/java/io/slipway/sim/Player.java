package io.slipway.sim;

import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import java.time.Duration;

/** Does what an {@link Act} says. */
final class Player {
  /** Nothing is lost for longer, apart from what is stretched. */
  static final Duration LOST_MAX = Duration.ofMinutes(1);

  private final Simulation sim;

  Player(Simulation sim) {
    this.sim = sim;
  }

  void play(Act act) {
    var module = Trial.module(act.module());
    var number = act.number();
    sim.changes.done(act.deed(), module);
    switch (act.deed()) {
      case ENABLE -> sim.wanted.enable(module, true);
      case DISABLE -> sim.wanted.enable(module, false);
      case FORGET_CONFIG -> forget(module);
      case SET -> set(module, number);
      case CHOOSE_SOURCE -> choose(module, source(number));
      case CHOOSE_POLICY ->
          sim.wanted.follow(module, PolicyKeeper.NAMES.get(number % PolicyKeeper.NAMES.size()));
      case CHANGE_POLICY -> sim.policies.change(number);
      case DELETE_POLICY -> sim.policies.delete(number);
      case CHANGE_DEFAULT -> sim.policies.changeDefault(number);
      case APPROVE -> sim.hand.approve(module, number);
      case TAKE_BACK -> sim.hand.takeBack(module);
      case APPLY_NOW -> sim.hand.applyNow(module, number);
      case FORCE -> sim.hand.force(module, number);
      case POSTPONE -> sim.hand.postpone(module, number);
      case DELETE_RELEASE -> sim.hand.delete(module, number);
      case DELETE_MODULE -> sim.cluster.remove(new ObjectRef(ObjectKind.MODULE, module.value()));
      case MARK -> mark(number);
      default -> elsewhere(act, module, number);
    }
  }

  /** What happens outside of the cluster's objects. */
  private void elsewhere(Act act, ModuleName module, int number) {
    var process = sim.processes.get(number % sim.processes.size());
    var time = time(number);
    switch (act.deed()) {
      case PUSH -> sim.author.push(module, number);
      case PUSH_EARLY -> sim.author.pushEarly(module, number);
      case PUSH_DEMANDING -> sim.author.pushDemanding(module, number);
      case PUSH_MAJOR -> sim.author.pushMajor(module, number);
      case TURN_BACK -> sim.author.turnBack(module, number);
      case VANISH -> sim.author.vanish(module, number, stretched(time));
      case HIDE -> sim.author.hide(source(number), module, time);
      case UPGRADE_CLUSTER -> sim.surroundings.upgradeCluster();
      case UPGRADE_PLATFORM -> sim.surroundings.upgradePlatform();
      case KILL -> process.kill();
      case PAUSE -> process.pause(time);
      case DISCONNECT -> process.disconnect(time);
      case BREAK_WATCH -> process.blind(kind(number), time);
      case REGISTRY_DOWN -> takeDown(source(number).repo(), stretched(time));
      case REPLACE_SOURCE -> sim.sources.replace(source(number), number % 3 == 0, time);
      default -> throw new IllegalStateException("nobody plays " + act);
    }
  }

  private static Duration time(int number) {
    return Duration.ofSeconds(1 + number % (int) LOST_MAX.toSeconds());
  }

  /** What happens outside may take longer in a long course. */
  private Duration stretched(Duration time) {
    return time.multipliedBy(sim.profile.stretch());
  }

  private void takeDown(String repo, Duration time) {
    sim.registry.setDown(repo, true);
    sim.agenda.after(time, () -> sim.registry.setDown(repo, false));
  }

  private static Offers.Source source(int number) {
    return Offers.Source.values()[number % 2];
  }

  private static ObjectKind kind(int number) {
    return ObjectKind.values()[number % ObjectKind.values().length];
  }

  /** Two sources and no choice would be a conflict, so the choice is made again at once. */
  private void forget(ModuleName module) {
    sim.wanted.forget(module);
    choose(module, Offers.Source.MAIN);
  }

  private void choose(ModuleName module, Offers.Source source) {
    if (sim.offers.of(module).size() > 1) {
      sim.wanted.choose(module, source.title());
    }
  }

  /** What is refused is corrected before long. */
  private void set(ModuleName module, int number) {
    if (number % 3 == 0) {
      sim.wanted.set(module, SimInstaller.REFUSED_SETTINGS);
      sim.agenda.after(stretched(time(number)), () -> sim.wanted.correct(module));
    } else {
      sim.wanted.set(module, "{\"size\":" + number % 4 + "}");
    }
  }

  private void mark(int number) {
    var refs = sim.cluster.refs();
    sim.marks.put(refs.get(number % refs.size()), "m" + number);
  }
}
