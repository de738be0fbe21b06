package io.slipway.stream;

import io.slipway.core.value.Key;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Places of one lane, and the keys that wait for one. A place goes to the share that has the fewest
 * of them, within a share first come first served: so whoever has a thousand keys waiting, and
 * whoever never ends what it began, does not keep the others waiting.
 */
final class LanePlaces {
  private final int runningMax;
  private final int shareMax;
  private final Map<String, Integer> running = new HashMap<>();
  private final LinkedHashMap<String, LinkedHashSet<Key>> waiting = new LinkedHashMap<>();
  private int total;

  LanePlaces(int runningMax, int shareMax) {
    this.runningMax = runningMax;
    this.shareMax = shareMax;
  }

  /** Takes a place, or queues the key for one: it overtakes nobody, however often it asks. */
  boolean take(Key key, String share) {
    var ahead = aheadInShare(key, share);
    if (of(share) + ahead >= shareMax || ahead + aheadElsewhere(share, ahead) >= free()) {
      waiting.computeIfAbsent(share, _ -> new LinkedHashSet<>()).add(key);
      return false;
    }
    leave(key, share);
    running.merge(share, 1, Integer::sum);
    total++;
    return true;
  }

  void giveBack(String share) {
    running.computeIfPresent(share, (_, count) -> count == 1 ? null : count - 1);
    total--;
  }

  /** The key waits for a place in this share no more. */
  void leave(Key key, String share) {
    waiting.computeIfPresent(
        share,
        (_, keys) -> {
          keys.remove(key);
          return keys.isEmpty() ? null : keys;
        });
  }

  /** The key waits for no place but in these shares. */
  void leaveAllBut(Set<String> shares, Key key) {
    waiting.keySet().stream()
        .filter(share -> !shares.contains(share))
        .toList()
        .forEach(share -> leave(key, share));
  }

  /** Whose turn it is while a place is free. It goes on waiting until it is decided. */
  Optional<Key> next() {
    if (free() <= 0) {
      return Optional.empty();
    }
    return waiting.entrySet().stream()
        .filter(entry -> of(entry.getKey()) < shareMax)
        .min(Comparator.comparingInt(entry -> of(entry.getKey())))
        .map(entry -> entry.getValue().getFirst());
  }

  int running() {
    return total;
  }

  int waiting() {
    return waiting.values().stream().mapToInt(LinkedHashSet::size).sum();
  }

  private int free() {
    return runningMax - total;
  }

  private int of(String share) {
    return running.getOrDefault(share, 0);
  }

  /** Keys of the share in front of this one, counted no further than needed. */
  private int aheadInShare(Key key, String share) {
    var ahead = 0;
    for (var other : waiting.getOrDefault(share, new LinkedHashSet<>())) {
      if (other.equals(key) || ahead >= free()) {
        return ahead;
      }
      ahead++;
    }
    return ahead;
  }

  /**
   * Places that {@link #next} would give to other shares before it came to the key.
   *
   * @param before places that the key's own share would get until then
   */
  private int aheadElsewhere(String share, int before) {
    var level = of(share) + before;
    var ahead = 0;
    var older = 1;
    for (var entry : waiting.entrySet()) {
      if (entry.getKey().equals(share)) {
        older = 0;
        continue;
      }
      var mine = of(entry.getKey());
      var room = Math.min(shareMax, level + older) - mine;
      ahead += Math.clamp(room, 0, entry.getValue().size());
    }
    return ahead;
  }
}
