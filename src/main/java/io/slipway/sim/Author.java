package io.slipway.sim;

import io.slipway.core.event.RegistryEvent.PushNotified;
import io.slipway.core.value.Look;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceName;
import java.time.Duration;
import java.util.Optional;

/** Whoever publishes versions of the modules, in all registries at once. */
final class Author {
  private static final int JUMP_EVERY = 5;

  private final Simulation sim;

  Author(Simulation sim) {
    this.sim = sim;
  }

  /** Up to three versions, one after another; or a jump; or back to what was there already. */
  void push(ModuleName module, int number) {
    var shelf = sim.offers.shelf(module);
    if (!shelf.channel(ReleaseChannel.STABLE).equals(shelf.newest()) && number % 3 != 0) {
      point(module, shelf.newest(), number);
      return;
    }
    for (var step = 0; step <= number % 3; step++) {
      if (number % JUMP_EVERY == 0) {
        jump(module, shelf.newest());
      } else {
        var next = next(shelf, number >> step);
        sim.offers.everywhere(module, each -> each.push(next));
      }
      tellNowAndThen(module, number);
    }
  }

  /** A patch, or the next minor. */
  private static SemVer next(Shelf shelf, int number) {
    var last = shelf.newest();
    return number % 2 == 0
        ? SemVer.of(last.major(), last.minor(), last.patch() + 1)
        : SemVer.of(last.major(), last.minor() + 1, 0);
  }

  /** The minors between are not published; a rule leads over them, and over others before. */
  private void jump(ModuleName module, SemVer last) {
    var version = SemVer.of(last.major(), last.minor() + 3, 0);
    sim.offers.everywhere(
        module,
        shelf -> {
          shelf.jump(version);
          shelf.push(version);
        });
  }

  void pushEarly(ModuleName module, int number) {
    var next = next(sim.offers.shelf(module), number);
    sim.offers.everywhere(module, shelf -> shelf.pushEarly(next));
    tellNowAndThen(module, number);
  }

  /** A version that wants something of what is around it, now or from some day on. */
  void pushDemanding(ModuleName module, int number) {
    var demand = number % 2 == 0 ? ofSurroundings(number / 2) : ofNeighbour(module, number / 2);
    var next = next(sim.offers.shelf(module), number / 2);
    sim.offers.everywhere(
        module,
        shelf -> {
          shelf.demand(next, demand);
          shelf.push(next);
        });
    tellNowAndThen(module, number);
  }

  private Demand ofSurroundings(int number) {
    var subject = number % 2 == 0 ? Demand.OfSurroundings.CLUSTER : Demand.OfSurroundings.PLATFORM;
    var least = sim.surroundings.nextMinor(subject) - (number % 3 == 0 ? 1 : 0);
    return new Demand.OfSurroundings(subject, least);
  }

  /** Of the module itself it asks now and then, too, which says nothing. */
  private Demand ofNeighbour(ModuleName module, int number) {
    var modules = sim.offers.modules();
    var other = modules.get((modules.indexOf(module) + 1 + number / 8) % modules.size());
    var newest = sim.offers.shelf(other).newest();
    var next = SemVer.of(newest.major(), newest.minor() + 1, 0);
    return switch (number % 4) {
      case 0 -> new Demand.OfModule(other, newest, false, false);
      case 1 -> new Demand.OfModule(other, next, false, false);
      case 2 -> new Demand.OfModule(other, newest, true, false);
      default -> new Demand.OfModule(other, next, false, true);
    };
  }

  void pushMajor(ModuleName module, int number) {
    var next = SemVer.of(sim.offers.shelf(module).newest().major() + 1, 0, 0);
    sim.offers.everywhere(module, shelf -> shelf.push(next));
    tellNowAndThen(module, number);
  }

  /** Turns the channels to a version that was published before. */
  void turnBack(ModuleName module, int number) {
    var versions = sim.offers.shelf(module).versions();
    if (!versions.isEmpty()) {
      point(module, versions.get(number % versions.size()), number);
    }
  }

  private void point(ModuleName module, SemVer version, int number) {
    sim.offers.everywhere(module, shelf -> shelf.point(version));
    tellNowAndThen(module, number);
  }

  /** One of the versions cannot be fetched for some time. */
  void vanish(ModuleName module, int number, Duration time) {
    var versions = sim.offers.shelf(module).versions();
    if (versions.isEmpty()) {
      return;
    }
    var version = versions.get(versions.size() - 1 - number % Math.min(3, versions.size()));
    sim.offers.everywhere(module, shelf -> shelf.vanish(version, true));
    sim.agenda.after(
        time, () -> sim.offers.everywhere(module, shelf -> shelf.vanish(version, false)));
  }

  void hide(Offers.Source source, ModuleName module, Duration time) {
    sim.offers.hide(source, module, true);
    tell(new Look.AtListing(Optional.empty()));
    sim.agenda.after(time, () -> sim.offers.hide(source, module, false));
  }

  /** Every other change of a channel is told. */
  private void tellNowAndThen(ModuleName module, int number) {
    if (number % 2 == 0) {
      tell(new Look.AtModule(module, Optional.of(ReleaseChannel.STABLE.tag())));
    }
  }

  private void tell(Look look) {
    for (var source : Offers.Source.values()) {
      var push = new PushNotified(new SourceName(source.title()), look);
      sim.processes.forEach(process -> process.told(push));
    }
  }
}
