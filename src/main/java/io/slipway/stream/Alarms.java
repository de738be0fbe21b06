package io.slipway.stream;

import io.slipway.core.value.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** When each key wants to be looked at again: one instant a key. */
final class Alarms {
  private final Map<Key, Instant> byKey = new HashMap<>();
  private final TreeMap<Instant, Set<Key>> byTime = new TreeMap<>();

  synchronized void set(Key key, Optional<Instant> at) {
    var before = byKey.remove(key);
    if (before != null) {
      var keys = byTime.get(before);
      keys.remove(key);
      if (keys.isEmpty()) {
        byTime.remove(before);
      }
    }
    at.ifPresent(
        instant -> {
          byKey.put(key, instant);
          byTime.computeIfAbsent(instant, _ -> new LinkedHashSet<>()).add(key);
        });
  }

  synchronized int size() {
    return byKey.size();
  }

  synchronized Optional<Instant> earliest() {
    return byTime.isEmpty() ? Optional.empty() : Optional.of(byTime.firstKey());
  }

  /** Keys whose instant has come; they have no alarm any more. */
  synchronized List<Key> due(Instant now) {
    var due = new ArrayList<Key>();
    byTime.headMap(now, true).values().forEach(due::addAll);
    due.forEach(key -> set(key, Optional.empty()));
    return due;
  }
}
