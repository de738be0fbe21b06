package io.slipway.core.projection;

import io.slipway.core.value.Key;
import io.slipway.core.value.ObjectRef;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * Objects that must not be written until their last write has been observed.
 *
 * @param byOwner the same by the key that wrote them, which sees to it that each hold ends: the
 *     object may be gone without anybody else asking for it
 */
public record Holds(PMap<ObjectRef, Hold> byObject, PMap<Key, PSet<ObjectRef>> byOwner) {
  static final Holds NONE = new Holds(HashTreePMap.empty(), HashTreePMap.empty());

  /**
   * @param version resourceVersion to wait for; 0 waits for any observation
   * @param owner key that wrote the object
   */
  public record Hold(long version, Instant since, Key owner) {}

  public Optional<Hold> of(ObjectRef ref) {
    return Optional.ofNullable(byObject.get(ref));
  }

  public PSet<ObjectRef> of(Key owner) {
    return byOwner.getOrDefault(owner, HashTreePSet.empty());
  }

  Holds plus(ObjectRef ref, Hold hold) {
    var others = minus(ref);
    return new Holds(
        others.byObject.plus(ref, hold),
        others.byOwner.plus(hold.owner(), others.of(hold.owner()).plus(ref)));
  }

  Holds minus(ObjectRef ref) {
    return of(ref).map(hold -> minus(ref, hold.owner())).orElse(this);
  }

  private Holds minus(ObjectRef ref, Key owner) {
    var left = of(owner).minus(ref);
    return new Holds(
        byObject.minus(ref), left.isEmpty() ? byOwner.minus(owner) : byOwner.plus(owner, left));
  }
}
