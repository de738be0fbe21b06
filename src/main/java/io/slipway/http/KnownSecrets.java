package io.slipway.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers secrets for a moment, missing ones too, so that a flood of notifications, right or
 * wrong, costs the API server one request in that time.
 */
public final class KnownSecrets implements SharedSecrets {
  private static final Duration KEPT = Duration.ofSeconds(10);
  private static final int ENTRIES_MAX = 1_000;

  private record Known(Optional<byte[]> secret, Instant at) {
    boolean isFresh(Instant now) {
      return !now.isBefore(at) && now.isBefore(at.plus(KEPT));
    }
  }

  private final SharedSecrets origin;
  private final InstantSource clock;
  private final Map<String, Known> entries =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > ENTRIES_MAX;
        }
      };

  public KnownSecrets(SharedSecrets origin, InstantSource clock) {
    this.origin = origin;
    this.clock = clock;
  }

  /** Only one reads at a time: the others of a flood wait for its answer. */
  @Override
  public synchronized Optional<byte[]> read(String name) {
    var known = Optional.ofNullable(entries.get(name)).filter(e -> e.isFresh(clock.instant()));
    if (known.isPresent()) {
      return known.get().secret();
    }
    var secret = origin.read(name);
    entries.remove(name);
    entries.put(name, new Known(secret, clock.instant()));
    return secret;
  }
}
