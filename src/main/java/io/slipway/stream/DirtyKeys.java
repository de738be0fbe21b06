package io.slipway.stream;

import io.slipway.core.value.Key;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Keys to be decided again, oldest first. Coalesces, so that it cannot overflow. */
final class DirtyKeys {
  /** A key and the step that made it dirty last. */
  record Dirty(Key key, long cause) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final LinkedHashMap<Key, Long> keys = new LinkedHashMap<>();

  /**
   * @param cause 0 when it is not known: then the one before stays
   */
  void add(Iterable<Key> touched, long cause) {
    lock.lock();
    try {
      for (var key : touched) {
        keys.merge(key, cause, (before, now) -> now == 0 ? before : now);
      }
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  Optional<Dirty> poll() {
    lock.lock();
    try {
      Map.Entry<Key, Long> first = keys.pollFirstEntry();
      return Optional.ofNullable(first).map(e -> new Dirty(e.getKey(), e.getValue()));
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is a key, or the time is over. */
  void await(long millis) throws InterruptedException {
    lock.lock();
    try {
      if (keys.isEmpty()) {
        var _ = filled.await(millis, TimeUnit.MILLISECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return keys.size();
    } finally {
      lock.unlock();
    }
  }
}
