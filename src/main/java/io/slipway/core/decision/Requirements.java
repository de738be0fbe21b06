package io.slipway.core.decision;

import io.slipway.core.decision.GateReason.RequirementImproper;
import io.slipway.core.decision.GateReason.RequirementUnknown;
import io.slipway.core.decision.GateReason.RequirementUnmet;
import io.slipway.core.projection.World;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.VersionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether platform, cluster and other modules suit a release, in this order (releases.md 4.1). */
final class Requirements {
  /** First word of the names of these gates. */
  static final String PREFIX = "requirement ";

  private Requirements() {}

  static List<Gate> gates(World world, ReleaseObject release) {
    var wanted = release.spec().definition().requirements();
    var gates = new ArrayList<Gate>();
    check("deckhouse", wanted.get("deckhouse"), platform(world)).ifPresent(gates::add);
    check("kubernetes", wanted.get("kubernetes"), world.standing().serverVersion())
        .ifPresent(gates::add);
    ModuleRequirements.gate(world, PREFIX + "modules", release).ifPresent(gates::add);
    return gates;
  }

  /** Pre-release and build parts of the platform version do not count (4.1). */
  private static Optional<SemVer> platform(World world) {
    return Optional.of(world.settings().platformVersion().release());
  }

  private static Optional<Gate> check(
      String subject, @org.jspecify.annotations.Nullable String constraint, Optional<SemVer> base) {
    if (constraint == null) {
      return Optional.empty();
    }
    var name = PREFIX + subject;
    return base.map(
            version ->
                objection(subject, constraint, version)
                    .map(reason -> Gate.blocked(name, reason))
                    .orElse(Gate.passed(name)))
        .or(() -> Optional.of(Gate.blocked(name, new RequirementUnknown(subject))));
  }

  private static Optional<GateReason> objection(String subject, String constraint, SemVer version) {
    return VersionRange.parse(constraint)
        .map(
            range ->
                range
                    .objection(version)
                    .<GateReason>map(text -> new RequirementUnmet(subject, text)))
        .orElse(Optional.of(new RequirementImproper(subject, constraint)));
  }
}
