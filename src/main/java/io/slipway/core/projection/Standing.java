package io.slipway.core.projection;

import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.SemVer;
import java.util.Optional;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/**
 * Where this process stands.
 *
 * @param leading whether it may act
 * @param listed kinds that have been listed once: only of these may absence be believed
 * @param helmListed whether Helm's records have been listed once
 * @param serverVersion of the API server, once known
 */
public record Standing(
    boolean leading, PSet<ObjectKind> listed, boolean helmListed, Optional<SemVer> serverVersion) {
  static final Standing INITIAL =
      new Standing(false, HashTreePSet.empty(), false, Optional.empty());

  /** Whether every kind and Helm's records are known: readiness (style.md 3.11). */
  public boolean everythingListed() {
    return helmListed && listed.size() == ObjectKind.values().length;
  }

  public boolean knows(ObjectKind kind) {
    return listed.contains(kind);
  }

  Standing with(boolean leads) {
    return leads == leading ? this : new Standing(leads, listed, helmListed, serverVersion);
  }

  Standing with(ObjectKind kind) {
    return knows(kind) ? this : new Standing(leading, listed.plus(kind), helmListed, serverVersion);
  }

  Standing withHelmListed() {
    return helmListed ? this : new Standing(leading, listed, true, serverVersion);
  }

  Standing with(SemVer version) {
    return serverVersion.filter(version::equals).isPresent()
        ? this
        : new Standing(leading, listed, helmListed, Optional.of(version));
  }
}
