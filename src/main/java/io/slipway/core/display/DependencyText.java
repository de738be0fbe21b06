package io.slipway.core.display;

import io.slipway.core.decision.Dependency;
import io.slipway.core.decision.GateReason.DependencyImproper;
import io.slipway.core.decision.GateReason.DependencyLoop;
import io.slipway.core.value.SemVer;
import java.util.List;
import java.util.stream.Collectors;

/** Texts about modules that do not go together (releases.md 4.3). */
final class DependencyText {
  private DependencyText() {}

  static String of(DependencyLoop loop) {
    return "module dependency error: add '%s' module release dependencies forms a dependency loop with the installed \"%s\" module"
        .formatted(loop.module(), loop.installed());
  }

  static String of(DependencyImproper improper) {
    return "failed to validate module dependencies: '%s': improper constraint: %s"
        .formatted(improper.dependency(), improper.constraint());
  }

  /** Sorted, so that the order in which they were found is never a reason for a write. */
  static String of(List<Dependency> all) {
    var texts = all.stream().map(DependencyText::of).sorted().collect(Collectors.joining("; "));
    return all.size() == 1
        ? "1 error occurred: " + texts
        : "%d errors occurred: %s".formatted(all.size(), texts);
  }

  private static String of(Dependency objection) {
    return switch (objection) {
      case Dependency.NotDeployed(var module) -> "'%s' is not deployed".formatted(module);
      case Dependency.VersionUnmet(var module, var version, var constraint) ->
          "dependency '%s' not meet version constraint: ".formatted(module)
              + unsatisfied(version, constraint);
      case Dependency.DependentBroken(var module, var release, var version, var constraint) ->
          "module '%s' not meet requirement if '%s' module release is installed: "
                  .formatted(module, release)
              + unsatisfied(version, constraint);
    };
  }

  private static String unsatisfied(SemVer version, String constraint) {
    return "the '%s' version does not satisfy the '%s' constraint".formatted(version, constraint);
  }
}
