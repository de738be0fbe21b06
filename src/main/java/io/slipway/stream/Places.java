package io.slipway.stream;

import io.slipway.core.value.Key;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Places in the lanes, and the keys that wait for one, first come first served: a key that asks
 * gets a place only if one is left for each key that waits in front of it. So however often a busy
 * key asks, it overtakes nobody.
 */
final class Places {
  private final Map<Lane, Integer> running = new EnumMap<>(Lane.class);
  private final Map<Lane, LinkedHashSet<Key>> waiting = new EnumMap<>(Lane.class);

  Places() {
    for (var lane : Lane.values()) {
      running.put(lane, 0);
      waiting.put(lane, new LinkedHashSet<>());
    }
  }

  /** Takes a place, or queues the key for one. */
  synchronized boolean take(Lane lane, Key key) {
    if (ahead(lane, key) >= free(lane)) {
      waiting.get(lane).add(key);
      return false;
    }
    waiting.get(lane).remove(key);
    running.merge(lane, 1, Integer::sum);
    return true;
  }

  private int free(Lane lane) {
    return lane.runningMax() - running.get(lane);
  }

  /** Keys in front of this one, counted no further than needed. */
  private int ahead(Lane lane, Key key) {
    var ahead = 0;
    for (var other : waiting.get(lane)) {
      if (other.equals(key) || ahead >= free(lane)) {
        return ahead;
      }
      ahead++;
    }
    return ahead;
  }

  synchronized void giveBack(Lane lane) {
    running.merge(lane, -1, Integer::sum);
  }

  /** The key needs no place in these lanes any more. */
  synchronized void leave(Set<Lane> lanes, Key key) {
    lanes.forEach(lane -> waiting.get(lane).remove(key));
  }

  /** The first key that waits while a place is free. It goes on waiting until it is decided. */
  synchronized Optional<Key> next(Lane lane) {
    return free(lane) > 0 ? waiting.get(lane).stream().findFirst() : Optional.empty();
  }

  synchronized int running(Lane lane) {
    return running.get(lane);
  }

  synchronized int waiting(Lane lane) {
    return waiting.get(lane).size();
  }
}
