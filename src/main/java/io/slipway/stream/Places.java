package io.slipway.stream;

import io.slipway.core.effect.Effect;
import io.slipway.core.value.Key;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Places in the lanes, and the keys that wait for one. Safe from any thread. */
final class Places {
  private final Map<Lane, LanePlaces> lanes = new EnumMap<>(Lane.class);

  /** A place that an effect needs. */
  record Place(Lane lane, String share) {
    static Place of(Effect effect) {
      return new Place(Lane.of(effect), Lane.share(effect));
    }
  }

  Places() {
    for (var lane : Lane.values()) {
      lanes.put(lane, new LanePlaces(lane.runningMax(), lane.shareMax()));
    }
  }

  private LanePlaces of(Lane lane) {
    return lanes.get(lane);
  }

  /** Takes a place, or lanes the key for one. */
  synchronized boolean take(Place place, Key key) {
    return of(place.lane()).take(key, place.share());
  }

  synchronized void giveBack(Place place) {
    of(place.lane()).giveBack(place.share());
  }

  /** The key needs no place but these. */
  synchronized void leaveAllBut(Set<Place> crowded, Key key) {
    lanes.forEach(
        (lane, places) ->
            places.leaveAllBut(
                crowded.stream()
                    .filter(place -> place.lane() == lane)
                    .map(Place::share)
                    .collect(Collectors.toSet()),
                key));
  }

  /** The key whose turn it is while a place is free. It goes on waiting until it is decided. */
  synchronized Optional<Key> next(Lane lane) {
    return of(lane).next();
  }

  synchronized int running(Lane lane) {
    return of(lane).running();
  }

  synchronized int waiting(Lane lane) {
    return of(lane).waiting();
  }
}
