package io.slipway.core.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code module.yaml} says about a version, as far as decisions need it (sources.md 2.14).
 *
 * @param weight order of the module among others; absent when the file has none
 * @param stage free text such as {@code Preview}; empty when absent
 * @param requirements constraints by subject: {@code deckhouse}, {@code kubernetes}
 * @param moduleRequirements constraints on other modules by their name
 * @param jumps rules of {@code update.versions}
 */
public record ModuleDefinition(
    Optional<Integer> weight,
    String stage,
    Map<String, String> requirements,
    Map<String, String> moduleRequirements,
    List<VersionJump> jumps) {
  public static final int DEFAULT_WEIGHT = 900;
  public static final ModuleDefinition NONE =
      new ModuleDefinition(Optional.empty(), "", Map.of(), Map.of());

  public ModuleDefinition {
    requirements = sorted(requirements);
    moduleRequirements = sorted(moduleRequirements);
    jumps = List.copyOf(jumps);
  }

  /** A definition without jumps. */
  public ModuleDefinition(
      Optional<Integer> weight,
      String stage,
      Map<String, String> requirements,
      Map<String, String> moduleRequirements) {
    this(weight, stage, requirements, moduleRequirements, List.of());
  }

  /** What the version asks of other modules; one that names itself asks for nothing. */
  public List<ModuleRequirement> requiredBy(ModuleName self) {
    return ModuleRequirement.of(moduleRequirements).stream()
        .filter(requirement -> !requirement.module().equals(self))
        .toList();
  }

  private static SortedMap<String, String> sorted(Map<String, String> from) {
    return java.util.Collections.unmodifiableSortedMap(new TreeMap<>(from));
  }
}
