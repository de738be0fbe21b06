package io.slipway.core.decision;

import io.slipway.core.value.SemVer;
import java.util.Collection;
import java.util.Comparator;

/**
 * How far what is in force is behind (releases.md 2.16).
 *
 * @param major steps of the major version
 * @param releases minors within the major in force; 1 when there is only a newer patch
 */
public record QueueDepth(long major, long releases) {
  static QueueDepth of(SemVer inForce, Collection<SemVer> waiting) {
    var major = waiting.stream().mapToLong(SemVer::major).max().orElse(inForce.major());
    var newest =
        waiting.stream()
            .filter(version -> version.major() == inForce.major())
            .max(Comparator.naturalOrder())
            .orElse(inForce);
    var minors = newest.minor() - inForce.minor();
    var isPatch = major == inForce.major() && newest.compareTo(inForce) > 0;
    return new QueueDepth(
        Math.max(0, major - inForce.major()), minors > 0 ? minors : isPatch ? 1 : 0);
  }
}
