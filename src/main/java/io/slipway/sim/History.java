package io.slipway.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What was there some seconds ago: for servers that answer from an old cache. */
final class History<K, V> {
  private static final Duration KEPT = Duration.ofMinutes(2);

  private record Change<K, V>(Instant at, K key, Optional<V> before) {}

  private final InstantSource clock;
  private final ArrayDeque<Change<K, V>> changes = new ArrayDeque<>();

  History(InstantSource clock) {
    this.clock = clock;
  }

  void changed(K key, Optional<V> before) {
    var now = clock.instant();
    changes.addLast(new Change<>(now, key, before));
    while (changes.peekFirst().at().isBefore(now.minus(KEPT))) {
      changes.removeFirst();
    }
  }

  /** The map as it was then, from what it is now. */
  Map<K, V> at(Instant then, TreeMap<K, V> now) {
    var past = new TreeMap<K, V>(now);
    for (var latest = changes.descendingIterator(); latest.hasNext(); ) {
      var change = latest.next();
      if (!change.at().isAfter(then)) {
        break;
      }
      change
          .before()
          .ifPresentOrElse(value -> past.put(change.key(), value), () -> past.remove(change.key()));
    }
    return past;
  }

  Set<K> changedSince(Instant then) {
    var keys = new LinkedHashSet<K>();
    changes.stream().filter(change -> change.at().isAfter(then)).forEach(c -> keys.add(c.key()));
    return keys;
  }
}
