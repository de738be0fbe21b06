package io.slipway.core.decision;

import io.slipway.core.decision.GateReason.DependenciesUnmet;
import io.slipway.core.decision.GateReason.DependencyImproper;
import io.slipway.core.decision.GateReason.DependencyLoop;
import io.slipway.core.projection.World;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleRequirement;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.VersionRange;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a release and the enabled modules suit each other, in both directions (releases.md 4.3):
 * what the release asks of others, and what others ask of its module, whether or not it asks for
 * anything itself (W-25).
 */
final class ModuleRequirements {
  private final World world;
  private final ModuleName module;
  private final ReleaseObject release;
  private final List<ModuleRequirement> own;

  private ModuleRequirements(World world, ReleaseObject release) {
    this.world = world;
    this.module = new ModuleName(release.spec().moduleName());
    this.release = release;
    this.own = release.spec().definition().requiredBy(module);
  }

  /** Empty when no module asks for anything here. */
  static Optional<Gate> gate(World world, String name, ReleaseObject release) {
    var requirements = new ModuleRequirements(world, release);
    return requirements.concernsNobody()
        ? Optional.empty()
        : Optional.of(
            requirements
                .objection()
                .map(reason -> Gate.blocked(name, reason))
                .orElse(Gate.passed(name)));
  }

  private boolean concernsNobody() {
    return own.isEmpty() && world.requirersOf(module).isEmpty();
  }

  private Optional<GateReason> objection() {
    return loop().or(this::improper).or(this::unmet);
  }

  /** Follows what is in force, each module once (W-24). */
  private Optional<GateReason> loop() {
    var seen = new HashSet<ModuleName>();
    var next = new ArrayDeque<>(own);
    while (!next.isEmpty()) {
      var reached = next.remove().module();
      if (seen.add(reached)) {
        var footing = Footing.of(world, reached);
        if (footing.of(module).isPresent()) {
          return Optional.of(new DependencyLoop(module, reached));
        }
        next.addAll(footing.requirements());
      }
    }
    return Optional.empty();
  }

  private Optional<GateReason> improper() {
    return own.stream()
        .filter(requirement -> VersionRange.parse(requirement.constraint()).isEmpty())
        .<GateReason>map(r -> new DependencyImproper(r.module(), r.constraint()))
        .findFirst();
  }

  private Optional<GateReason> unmet() {
    var all =
        Stream.concat(
                own.stream().flatMap(r -> unmet(r).stream()),
                world.requirersOf(module).stream().flatMap(d -> broken(d).stream()))
            .toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(new DependenciesUnmet(all));
  }

  private Optional<Dependency> unmet(ModuleRequirement requirement) {
    var version = Footing.of(world, requirement.module()).version();
    if (version.isEmpty()) {
      return requirement.optional()
          ? Optional.empty()
          : Optional.of(new Dependency.NotDeployed(requirement.module()));
    }
    return version.flatMap(
        v ->
            violated(requirement, v)
                .map(text -> new Dependency.VersionUnmet(requirement.module(), v, text)));
  }

  /**
   * A dependent that the version in force does not suit either is not broken by this release: on
   * the way to what it asks for there may be other versions.
   */
  private Optional<Dependency> broken(ModuleName dependent) {
    var version = ReleaseLine.version(release).release();
    return dependent.equals(module)
        ? Optional.empty()
        : Footing.of(world, dependent)
            .of(module)
            .filter(requirement -> !isBrokenAlready(requirement))
            .flatMap(requirement -> violated(requirement, version))
            .map(text -> new Dependency.DependentBroken(dependent, release.name(), version, text));
  }

  private boolean isBrokenAlready(ModuleRequirement requirement) {
    return Footing.of(world, module)
        .version()
        .filter(version -> violated(requirement, version).isPresent())
        .isPresent();
  }

  /** The constraint as it was understood; one that cannot be read is held against its author. */
  private static Optional<String> violated(ModuleRequirement requirement, SemVer version) {
    return VersionRange.parse(requirement.constraint())
        .filter(range -> range.objection(version).isPresent())
        .map(VersionRange::toString);
  }
}
