package io.slipway.sim;

import io.slipway.core.value.ModuleName;
import io.slipway.core.value.SemVer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of releases.md 4.3 once more: whether a version of a module and the enabled modules
 * suit each other. A version asks at most one other module for something.
 */
final class NeighbourJudge {
  private final Facts facts;
  private final Offers offers;
  private final ModuleName module;

  NeighbourJudge(Facts facts, Offers offers, ModuleName module) {
    this.facts = facts;
    this.offers = offers;
    this.module = module;
  }

  Optional<Bar> bar(SemVer version) {
    var own = demand(module, version);
    if (own.filter(this::leadsBack).isPresent()) {
      return bar(
          "module dependency error: add '%s' module release dependencies forms a dependency loop with the installed "
              .formatted(module));
    }
    var wrong = Stream.concat(own.flatMap(this::unmet).stream(), broken(version)).toList();
    return switch (wrong.size()) {
      case 0 -> Optional.empty();
      case 1 -> bar("1 error occurred: " + wrong.getFirst());
      default -> bar(wrong.size() + " errors occurred: ");
    };
  }

  private static Optional<Bar> bar(String words) {
    return Optional.of(Bar.of(Bar.Kind.REQUIREMENT, words));
  }

  /** What the version asks of another module. */
  private Optional<Demand.OfModule> demand(ModuleName of, SemVer version) {
    return offers
        .shelf(of)
        .demand(version)
        .flatMap(d -> d instanceof Demand.OfModule other ? Optional.of(other) : Optional.empty())
        .filter(demand -> !demand.module().equals(of));
  }

  private Optional<Demand.OfModule> demandInForce(ModuleName of) {
    return facts.others().apply(of).flatMap(version -> demand(of, version));
  }

  private boolean leadsBack(Demand.OfModule own) {
    List<ModuleName> way = new ArrayList<>();
    var next = Optional.of(own.module());
    while (next.isPresent() && !next.get().equals(module) && !way.contains(next.get())) {
      way.add(next.get());
      next = demandInForce(next.get()).map(Demand.OfModule::module);
    }
    return next.filter(module::equals).isPresent();
  }

  private Optional<String> unmet(Demand.OfModule own) {
    var other = facts.others().apply(own.module());
    if (other.isEmpty()) {
      return own.optional()
          ? Optional.empty()
          : Optional.of("'" + own.module() + "' is not deployed");
    }
    return own.isMetBy(other.get())
        ? Optional.empty()
        : Optional.of("dependency '" + own.module() + "' not meet version constraint: ");
  }

  /** Who is content with the version of now has to be content with the next one. */
  private Stream<String> broken(SemVer version) {
    var now = facts.others().apply(module);
    return offers.modules().stream()
        .flatMap(
            other ->
                demandInForce(other)
                    .filter(demand -> demand.module().equals(module))
                    .filter(demand -> now.filter(v -> !demand.isMetBy(v)).isEmpty())
                    .filter(demand -> !demand.isMetBy(version))
                    .map(_ -> "module '" + other + "' not meet requirement if ")
                    .stream());
  }
}
