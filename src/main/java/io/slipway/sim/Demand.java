package io.slipway.sim;

import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.VersionJump;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A requirement as the author of a version means it. */
sealed interface Demand {
  /** What is written in the module's definition, beside rules that lead to the version. */
  ModuleDefinition definition(List<VersionJump> jumps);

  /**
   * A lowest minor of major 1.
   *
   * @param subject {@code kubernetes} or {@code deckhouse}
   */
  record OfSurroundings(String subject, long minor) implements Demand {
    static final String CLUSTER = "kubernetes";
    static final String PLATFORM = "deckhouse";

    @Override
    public ModuleDefinition definition(List<VersionJump> jumps) {
      var requirements = Map.of(subject, ">= 1." + minor);
      return new ModuleDefinition(Optional.empty(), "", requirements, Map.of(), jumps);
    }

    boolean isMetBy(Facts facts) {
      return (subject.equals(CLUSTER) ? facts.cluster() : facts.platform()).minor() >= minor;
    }
  }

  /**
   * Another module, at least at a version.
   *
   * @param line whether it has to be of the same minor, too
   * @param optional whether it may as well not be there at all
   */
  record OfModule(ModuleName module, SemVer least, boolean line, boolean optional)
      implements Demand {
    @Override
    public ModuleDefinition definition(List<VersionJump> jumps) {
      var text = (line ? "~" : ">= ") + least + (optional ? " !optional" : "");
      return new ModuleDefinition(
          Optional.empty(), "", Map.of(), Map.of(module.value(), text), jumps);
    }

    boolean isMetBy(SemVer version) {
      var isOfLine = version.major() == least.major() && version.minor() == least.minor();
      return version.compareTo(least) >= 0 && (isOfLine || !line);
    }
  }
}
