package io.slipway.sim;

import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.VersionJump;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One module in one registry: its versions, and where its channels point. */
final class Shelf {
  /** From where on every rule leads. */
  static final SemVer JUMP_START = SemVer.of(0, 1, 0);

  private final TreeSet<SemVer> published = new TreeSet<>();
  private final Set<SemVer> vanished = new HashSet<>();
  private final Set<SemVer> jumps = new HashSet<>();
  private final Map<SemVer, Demand> demands = new TreeMap<>();
  private SemVer early;
  private SemVer settled;
  private boolean hidden;

  Shelf(SemVer first) {
    published.add(first);
    early = first;
    settled = first;
  }

  void push(SemVer version) {
    pushEarly(version);
    settled = version;
  }

  /** Only the channel for the impatient has it. */
  void pushEarly(SemVer version) {
    published.add(version);
    early = version;
  }

  /** Turns every channel to a version that was published before. */
  void point(SemVer version) {
    early = version;
    settled = version;
  }

  SemVer channel(ReleaseChannel channel) {
    return channel == ReleaseChannel.ALPHA ? early : settled;
  }

  SemVer newest() {
    return published.last();
  }

  /** Versions that can be fetched, ascending. */
  List<SemVer> versions() {
    return published.stream().filter(version -> !vanished.contains(version)).toList();
  }

  boolean has(SemVer version) {
    return published.contains(version) && !vanished.contains(version);
  }

  void vanish(SemVer version, boolean isGone) {
    if (isGone) {
      vanished.add(version);
    } else {
      vanished.remove(version);
    }
  }

  /** Every version of its minor brings a rule that leads there. */
  void jump(SemVer version) {
    jumps.add(line(version));
  }

  private static SemVer line(SemVer version) {
    return SemVer.of(version.major(), version.minor(), 0);
  }

  /** Whether a rule of the version's line leads there from another version. */
  boolean leads(SemVer from, SemVer to) {
    return jumps.contains(line(to))
        && from.compareTo(JUMP_START) >= 0
        && from.compareTo(line(to)) < 0;
  }

  void demand(SemVer version, Demand demand) {
    demands.put(version, demand);
  }

  Optional<Demand> demand(SemVer version) {
    return Optional.ofNullable(demands.get(version));
  }

  /** The listing leaves the module out. */
  void hide(boolean isHidden) {
    hidden = isHidden;
  }

  boolean isListed() {
    return !hidden;
  }

  ModuleDefinition definition(SemVer version) {
    var rule = new VersionJump(JUMP_START.toString(), version.major() + "." + version.minor());
    var jumpsThere = jumps.contains(line(version)) ? List.of(rule) : List.<VersionJump>of();
    return demand(version)
        .map(demand -> demand.definition(jumpsThere))
        .orElseGet(
            () -> new ModuleDefinition(Optional.empty(), "", Map.of(), Map.of(), jumpsThere));
  }
}
