package io.slipway.core.projection;

import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.SemVer;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * Where this process stands.
 *
 * @param leading whether it may act
 * @param kinds what is known of the kinds as such
 * @param helmListed whether Helm's records have been listed once
 * @param serverVersion of the API server, once known
 */
public record Standing(
    boolean leading, Kinds kinds, boolean helmListed, Optional<SemVer> serverVersion) {
  static final Standing INITIAL = new Standing(false, Kinds.NONE, false, Optional.empty());

  /**
   * @param listed kinds that have been listed since they are defined: only of these may absence be
   *     believed
   * @param lost kinds whose definition went away, until they are listed again
   * @param definitions uid of the definition of each kind that is served
   */
  public record Kinds(
      PSet<ObjectKind> listed, PSet<ObjectKind> lost, PMap<ObjectKind, String> definitions) {
    static final Kinds NONE =
        new Kinds(HashTreePSet.empty(), HashTreePSet.empty(), HashTreePMap.empty());

    Kinds withListed(ObjectKind kind) {
      return new Kinds(listed.plus(kind), lost.minus(kind), definitions);
    }

    Kinds withLost(ObjectKind kind) {
      return new Kinds(listed.minus(kind), lost.plus(kind), definitions.minus(kind));
    }

    Kinds withDefinition(ObjectKind kind, String uid) {
      return new Kinds(listed, lost, definitions.plus(kind, uid));
    }
  }

  /** Whether every kind and Helm's records are known: readiness (style.md 3.11). */
  public boolean everythingListed() {
    return helmListed && kinds.listed.size() == ObjectKind.values().length;
  }

  public boolean knows(ObjectKind kind) {
    return kinds.listed.contains(kind);
  }

  /** Whether the definition of the kind went away, and what is there since is not known yet. */
  public boolean hasLost(ObjectKind kind) {
    return kinds.lost.contains(kind);
  }

  /** The uid of the kind's definition; empty while it is missing or was never seen. */
  public Optional<String> definition(ObjectKind kind) {
    return Optional.ofNullable(kinds.definitions.get(kind));
  }

  Standing with(boolean leads) {
    return leads == leading ? this : new Standing(leads, kinds, helmListed, serverVersion);
  }

  Standing with(Kinds now) {
    return now.equals(kinds) ? this : new Standing(leading, now, helmListed, serverVersion);
  }

  Standing withHelmListed() {
    return helmListed ? this : new Standing(leading, kinds, true, serverVersion);
  }

  Standing with(SemVer version) {
    return serverVersion.filter(version::equals).isPresent()
        ? this
        : new Standing(leading, kinds, helmListed, Optional.of(version));
  }
}
